"""What a class of a storage or finder is made of, and what it changes of what is well known."""
import types

CODE_LINES = 40

KNOWN = ('django.', 'whitenoise.', 'storages.')


def describe_class(thing):
    """The ancestry of an object's class, and what classes that are not well known change of the others."""
    ancestry = type(thing).__mro__[:-1]
    overrides = []
    for index, cls in enumerate(ancestry):
        known = cls.__module__.startswith(KNOWN)
        for name, value in vars(cls).items():
            function = function_of(value)
            if function is None or (name.startswith('__') and name != '__init__'):
                continue
            if known:
                # A method that someone put into a well-known class.
                if str(function.__module__).startswith(KNOWN):
                    continue
            elif not any(name in vars(base) for base in ancestry[index + 1:]):
                continue
            overrides.append(describe_override(cls, name, function))
    for name, value in getattr(thing, '__dict__', {}).items():
        if isinstance(value, (types.FunctionType, types.MethodType)) and hasattr(type(thing), name):
            overrides.append(describe_override(type(thing), name, value))
    own = [cls for cls in ancestry if not cls.__module__.startswith(KNOWN)]
    attributes = sorted({
        name for cls in own for name, value in vars(cls).items()
        if not name.startswith('__') and function_of(value) is None and not isinstance(value, type)
    })
    return {'ancestry': [name_of(cls) for cls in ancestry], 'overrides': overrides, 'attributes': attributes}


def describe_override(cls, name, function):
    code = getattr(function, '__code__', None)
    return {
        'class': name_of(cls), 'method': name, 'file': code and code.co_filename, 'line': code and code.co_firstlineno,
        'code': code_of(function),
    }


def function_of(value):
    if isinstance(value, property):
        value = value.fget
    value = getattr(value, '__func__', value)
    value = getattr(value, 'func', value) if type(value).__name__ == 'cached_property' else value
    while hasattr(value, '__wrapped__'):
        value = value.__wrapped__
    return value if isinstance(value, types.FunctionType) else None


def code_of(function):
    """The lines of a function, at most 40."""
    try:
        import inspect

        lines, _ = inspect.getsourcelines(function)
        return ''.join(lines[:CODE_LINES]).rstrip()
    except Exception:
        return None


def name_of(cls):
    return '%s.%s' % (cls.__module__, cls.__qualname__)


def owner_of(cls, name):
    """The class that a method comes from."""
    return next((base for base in cls.__mro__ if name in vars(base)), cls)
