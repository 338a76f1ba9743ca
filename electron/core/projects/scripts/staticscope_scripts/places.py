"""Where settings are set."""
import ast
import sys

CHANGES = ('append', 'extend', 'insert', 'remove', 'update', 'setdefault')


class Places:
    """Where settings are set, read from the source of the settings modules: the last assignment that ran, if it can be told."""

    def __init__(self, module):
        self.module = module
        self.events = {}

    def find(self, name, value):
        try:
            return self.find_in(self.module, name, value, set())
        except Exception:
            return None

    def find_in(self, module_name, name, value, seen):
        if module_name is None or module_name in seen:
            return None
        seen.add(module_name)
        module = sys.modules.get(module_name)
        file = getattr(module, '__file__', None)
        if module is None or not file or not hasattr(module, name):
            return None
        candidates = []
        for kind, what, line, node, sure in reversed(self.events_of(module_name, module, file)):
            if kind == 'star':
                found = None if candidates else self.find_in(what, name, value, seen)
                if found is not None:
                    return found
            elif what == name:
                candidates.append((line, node))
                if sure:
                    break
        if not candidates:
            return None
        for line, node in candidates:
            if node is not None and is_literal(node, value):
                return {'file': file, 'line': line}
        return {'file': file, 'line': candidates[0][0]}

    def events_of(self, module_name, module, file):
        if module_name not in self.events:
            with open(file, 'rb') as source:
                tree = ast.parse(source.read(), file)
            package = module_name if hasattr(module, '__path__') else module_name.rpartition('.')[0]
            self.events[module_name] = list(walk(tree.body, package, True))
        return self.events[module_name]


def walk(body, package, sure):
    """Everything at a module's top level that may change a setting, in source order."""
    for node in body:
        if isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            plain_value = node.value if not isinstance(node, ast.AugAssign) else None
            for target in targets:
                names = target.elts if isinstance(target, (ast.Tuple, ast.List)) else [target]
                for inner in names:
                    whole = isinstance(inner, ast.Name)
                    while isinstance(inner, (ast.Subscript, ast.Attribute)):
                        inner = inner.value
                    if isinstance(inner, ast.Name):
                        value = plain_value if whole and inner is target else None
                        yield 'set', inner.id, node.lineno, value, sure
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
            function = node.value.func
            if isinstance(function, ast.Attribute) and function.attr in CHANGES and isinstance(function.value, ast.Name):
                yield 'set', function.value.id, node.lineno, None, sure
        elif isinstance(node, ast.ImportFrom):
            base = package
            for _ in range(node.level - 1):
                base = base.rpartition('.')[0]
            module = '.'.join(part for part in (base if node.level else '', node.module) if part)
            for alias in node.names:
                if alias.name == '*':
                    yield 'star', module, node.lineno, None, sure
                else:
                    yield 'set', alias.asname or alias.name, node.lineno, None, sure
        else:
            for field in ('body', 'handlers', 'orelse', 'finalbody'):
                inner = getattr(node, field, None)
                if isinstance(inner, list) and not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                    always = isinstance(node, ast.With) or (isinstance(node, ast.Try) and field == 'finalbody')
                    yield from walk(inner, package, sure and always)


def is_literal(node, value):
    try:
        return ast.literal_eval(node) == value
    except Exception:
        return False
