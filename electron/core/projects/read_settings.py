"""
Reads the static files settings of a Django project, as `manage.py collectstatic --noinput` would see them.

It runs in the project's own interpreter and needs the standard library and Django (3.2 to 6.1, Python 3.8 on) only.
One line of JSON on standard input says what to read; one line on standard output, behind the word that the order
gave, is the answer. Whatever the project prints goes to standard error. Nothing is written to disk.
"""
import ast
import contextlib
import importlib
import json
import os
import sys
import types

import try_classes

# The project may have a module of this name.
del sys.modules['try_classes']

HERE = os.path.abspath(__file__)
LONGEST = 2000
MOST_FILES = 20000
SECRET = ('secret', 'token', 'password', 'access_key', 'credential', 'security')
CHANGES = ('append', 'extend', 'insert', 'remove', 'update', 'setdefault')
SETTINGS = (
    'STATIC_URL', 'STATIC_ROOT', 'STATICFILES_DIRS', 'STATICFILES_FINDERS', 'STATICFILES_STORAGE', 'STORAGES',
    'MEDIA_URL', 'MEDIA_ROOT', 'DEBUG', 'INSTALLED_APPS', 'MIDDLEWARE', 'TEMPLATES', 'FORCE_SCRIPT_NAME',
    'AWS_LOCATION', 'AWS_S3_CUSTOM_DOMAIN', 'AWS_QUERYSTRING_AUTH', 'AWS_STORAGE_BUCKET_NAME',
)
KNOWN = ('django.', 'whitenoise.', 'storages.')
STORAGE_VALUES = (
    'location', 'base_url', 'manifest_name', 'manifest_strict', 'manifest_version', 'max_post_process_passes',
    'support_js_module_import_aggregation', 'keep_intermediate_files', 'keep_only_hashed_files', 'querystring_auth',
    'custom_domain', 'bucket_name', 'file_overwrite', 'url_protocol', 'file_permissions_mode',
    'directory_permissions_mode',
)


class Caller:
    """The way back to whoever asked. The project cannot print into it: standard output is another one from now on."""

    def __init__(self):
        self.order = json.loads(sys.stdin.buffer.readline().decode('utf-8'))
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        self.channel = os.dup(1)
        os.dup2(2, 1)
        # The end comes without a flush: what was printed last is told in a failure.
        sys.stdout.reconfigure(line_buffering=True)
        self.process = os.getpid()
        # Kept from before the project can replace them.
        self.encode, self.write, self.leave = json.dumps, os.write, os._exit

    def answer(self, document):
        """Gives the answer and ends at once: no thread, no exit handler of the project can hold it up."""
        # A child that the settings forked has nothing to say.
        if os.getpid() == self.process:
            rest = ('%s%s\n' % (self.order['token'], self.encode(document))).encode('ascii')
            while rest:
                rest = rest[self.write(self.channel, rest):]
        self.leave(0)


class Trail:
    """
    What a reading depends on: modules that are not installed, and the files and folders of the project that were opened,
    with their sizes and times. A reading that ran programs or asked the network depends on more than can be told.
    """

    LOOKS = ('open', 'os.listdir', 'os.scandir')
    BEYOND = (
        'subprocess.Popen', 'os.system', 'os.exec', 'os.fork', 'os.posix_spawn', 'os.spawn', 'socket.connect',
        'socket.getaddrinfo',
    )

    def __init__(self, project):
        self.project = project
        self.looked = set()
        self.is_whole = True
        sys.addaudithook(self.hear)

    def hear(self, event, arguments):
        if event in self.BEYOND:
            self.is_whole = False
        elif event in self.LOOKS and arguments and len(self.looked) < MOST_FILES:
            path = arguments[0]
            flags = arguments[2] if event == 'open' and len(arguments) == 3 else 0
            writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)
            if isinstance(path, str) and not writes:
                self.looked.add(path)

    def describe(self):
        is_whole = self.is_whole and len(self.looked) < MOST_FILES
        modules = [getattr(module, '__file__', None) for module in list(sys.modules.values())]
        looked = [os.path.abspath(path) for path in list(self.looked) if not path.endswith('.pyc')]
        paths = {os.path.abspath(path) for path in modules if isinstance(path, str)}
        paths |= {path for path in looked if (path + os.sep).startswith(self.project + os.sep)}
        paths = {path for path in paths if not is_installed(path)}
        # A package that is installed or taken away shows by the folder of all packages.
        paths |= {path for path in sys.path if path.endswith(('site-packages', 'dist-packages'))}
        return {'isWhole': is_whole, 'files': [describe_state(path) for path in sorted(paths - {HERE})]}


def is_installed(path):
    return 'site-packages' in path or 'dist-packages' in path or path.startswith(os.path.dirname(os.__file__) + os.sep)


def describe_state(path):
    try:
        state = os.stat(path)
        return {'path': path, 'modified': str(state.st_mtime_ns), 'changed': str(state.st_ctime_ns), 'size': state.st_size}
    except OSError:
        return {'path': path, 'modified': None, 'changed': None, 'size': 0}


class Reading:
    """One reading of a project, from its start to the answer."""

    def __init__(self, caller):
        self.caller = caller
        self.order = caller.order
        self.phase = 'start'
        self.problems = []
        self.trail = Trail(self.order['project'])

    def run(self):
        try:
            self.start()
        except BaseException as error:
            self.caller.answer({'failure': self.describe_failure(error)})

    def start(self):
        order = self.order
        os.chdir(order['folder'])
        sys.argv = ['manage.py', 'collectstatic', '--noinput']
        sys.path[0] = order['folder']
        if order['settings'] is not None:
            os.environ['DJANGO_SETTINGS_MODULE'] = order['settings']
        from django.core.management import ManagementUtility

        ManagementUtility.execute = lambda utility: self.read()
        self.phase = 'manage'
        if order['manage']:
            import runpy

            runpy.run_path('manage.py', run_name='__main__')
            self.caller.answer({'failure': {
                'phase': 'manage', 'type': 'NotStarted', 'message': 'manage.py ended without starting Django', 'frame': None,
            }})
        self.read()

    def read(self):
        """Called where manage.py hands over to Django."""
        if os.getpid() != self.caller.process:
            os._exit(0)
        try:
            if self.order['settings'] is not None:
                os.environ['DJANGO_SETTINGS_MODULE'] = self.order['settings']
            import django
            from django.conf import settings

            self.phase = 'settings'
            settings.INSTALLED_APPS
            self.phase = 'apps'
            django.setup()
            self.phase = 'facts'
            facts = self.facts(django, settings)
        except BaseException as error:
            self.caller.answer({'failure': self.describe_failure(error)})
        self.caller.answer({'facts': facts})

    def attempt(self, what, work, fallback=None):
        """A fact that cannot be had is left out and told, so that the rest can still be shown."""
        try:
            return work()
        except Exception as error:
            self.problems.append({**self.describe_failure(error), 'phase': what})
            return fallback

    def aside(self, work, decides=lambda answer: False):
        """Work whose looks at files decide nothing in the answer, unless the answer itself says so."""
        looked = set(self.trail.looked)
        answer = work()
        if not decides(answer):
            self.trail.looked = looked
        return answer

    def facts(self, django, settings):
        from django.apps import apps

        module = getattr(settings, 'SETTINGS_MODULE', None)
        places = Places(module)
        names = [name for name in dir(settings) if name.startswith('WHITENOISE_')]
        facts = {
            'python': '%d.%d.%d' % sys.version_info[:3],
            'executable': sys.executable,
            'django': '.'.join(str(part) for part in django.VERSION[:3]),
            'djangoFull': django.get_version(),
            'settingsModule': module and str(module),
            'settings': [
                entry for name in (*SETTINGS, *names) for entry in [describe_setting(settings, places, name)] if entry
            ],
            'staticUrl': self.attempt('STATIC_URL', lambda: settings.STATIC_URL and str(settings.STATIC_URL)),
            'mediaUrl': self.attempt('MEDIA_URL', lambda: settings.MEDIA_URL and str(settings.MEDIA_URL)),
            'staticRoot': path_text(settings.STATIC_ROOT),
            'mediaRoot': path_text(settings.MEDIA_ROOT),
            'debug': bool(settings.DEBUG),
            'scriptPrefix': self.attempt('script prefix', script_prefix, '/'),
            'dirs': self.attempt('STATICFILES_DIRS', lambda: describe_dirs(settings.STATICFILES_DIRS), EMPTY_DIRS),
            'hasStaticfiles': apps.is_installed('django.contrib.staticfiles'),
            'command': self.attempt('collectstatic', command_app),
            'apps': self.attempt('apps', lambda: describe_apps(apps, self.order['project']), []),
            'ignorePatterns': self.attempt('ignore patterns', lambda: ignore_patterns(apps), None),
            'storage': self.describe_storage(settings),
            'hasStaticfilesStorage': 'staticfiles' in getattr(settings, 'STORAGES', {'staticfiles': None}),
            'finders': self.describe_finders(settings),
            'middleware': [str(name) for name in settings.MIDDLEWARE or []],
            'templates': self.attempt('TEMPLATES', lambda: describe_templates(settings, apps), []),
            'whitenoise': distribution_version('whitenoise'),
            'compression': try_classes.compression(),
            'pipelinePackages': try_classes.packages_of_pipeline(),
            'checks': self.attempt('checks', run_checks, []),
        }
        facts['problems'] = self.problems
        # Last, for it takes the states of files after they were read.
        facts['trail'] = self.attempt('trail', self.trail.describe, {'isWhole': False, 'files': []})
        return facts

    def describe_storage(self, settings):
        from django.utils.functional import empty

        backend, options = backend_of(settings)

        def build():
            from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
            from django.utils.module_loading import import_string

            if staticfiles_storage._wrapped is empty:
                with without_manifest(import_string(backend), ManifestFilesMixin):
                    staticfiles_storage._setup()
            return staticfiles_storage._wrapped

        storage = self.attempt('storage', build)
        if storage is None:
            return {'backend': backend, 'options': plain(options), 'built': None}
        from django.core.files.storage import FileSystemStorage

        return {'backend': backend, 'options': plain(options), 'built': {
            **describe_class(storage),
            'isFileSystem': isinstance(storage, FileSystemStorage),
            'values': {
                name: plain(getattr(storage, name))
                for name in STORAGE_VALUES
                if self.attempt(name, lambda: hasattr(storage, name), False)
            },
            'patterns': self.attempt('patterns', lambda: try_classes.describe_patterns(storage))
                if hasattr(storage, '_patterns') else None,
            'manifestStorage': self.attempt('manifest storage', lambda: manifest_storage(storage)),
            **self.try_storage(storage),
        }}

    def try_storage(self, storage):
        """What overridden ways of making names do, as far as trying them tells."""
        from django.contrib.staticfiles.storage import HashedFilesMixin
        from django.core.files.storage import FileSystemStorage

        cls = type(storage)
        is_own = {
            name: isinstance(storage, HashedFilesMixin) and not owner_of(cls, name).__module__.startswith(KNOWN)
            for name in ('file_hash', 'hashed_name')
        }
        if not any(is_own.values()):
            return {'hash': None, 'naming': None}
        names = self.aside(lambda: self.attempt('names', try_classes.some_names, []))
        # For a name alone a storage looks whether the file is there, a remote one over the network.
        can_look = is_own['hashed_name'] and isinstance(storage, FileSystemStorage)
        return {
            'hash': self.attempt('file_hash', lambda: try_classes.try_hash(storage, names)) if is_own['file_hash'] else None,
            'naming': self.attempt('hashed_name', lambda: try_classes.try_names(storage, names)) if can_look else None,
        }

    def describe_finders(self, settings):
        from django.contrib.staticfiles.finders import get_finder

        found = []
        for name in settings.STATICFILES_FINDERS:
            finder = self.attempt('finder %s' % name, lambda: get_finder(name))
            found.append({
                'path': str(name),
                'built': None if finder is None else {
                    **describe_class(finder),
                    'sourceDir': plain(getattr(finder, 'source_dir', None)),
                    'storages': self.attempt('storages of %s' % name, lambda: storages_of(finder), []),
                    # Folders that are walked are walked again by each preview; a list stands as it was made here.
                    'walks': self.aside(
                        lambda: self.attempt('list of %s' % name, lambda: try_finder(finder)), is_listing,
                    ),
                },
            })
        return found

    def describe_failure(self, error):
        return {
            'phase': self.phase,
            'type': type(error).__name__,
            'message': text_of(error),
            'frame': frame_in_project(error, self.order['project']),
        }


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


EMPTY_DIRS = {'type': 'list', 'entries': []}


def describe_setting(settings, places, name):
    missing = object()
    value = getattr(settings, name, missing)
    if value is missing:
        return None
    is_set = settings.is_overridden(name)
    place = places.find(name, value) if is_set else None
    return {'name': name, 'value': plain(value, hidden=is_secret(name)), 'isSet': is_set, 'place': place}


def describe_dirs(value):
    kind = 'list' if isinstance(value, list) else 'tuple' if isinstance(value, tuple) else 'string' if isinstance(value, str) else 'set'
    entries = []
    for entry in value:
        pair = isinstance(entry, (list, tuple))
        prefix, root = entry if pair else (None, entry)
        entries.append({'path': absolute(root), 'prefix': prefix and str(prefix), 'list': isinstance(entry, list)})
    return {'type': kind, 'entries': entries}


def absolute(path):
    text = os.fsdecode(path)
    return text if os.path.isabs(text) else os.path.join(os.getcwd(), text)


def path_text(value):
    return '' if value is None else os.fsdecode(value)


def script_prefix():
    from django.urls import get_script_prefix

    return get_script_prefix()


def command_app():
    from django.core.management import get_commands

    app = get_commands().get('collectstatic')
    return app if app is None or isinstance(app, str) else type(app).__module__


def ignore_patterns(apps):
    return [str(pattern) for pattern in apps.get_app_config('staticfiles').ignore_patterns]


@contextlib.contextmanager
def without_manifest(*classes):
    """
    A storage reads its manifest when it is built, a remote one over the network: not meanwhile.
    Without one, `load_manifest` of every Django goes on with an empty table.
    """
    own = [(cls, vars(cls).get('read_manifest')) for cls in classes]
    for cls in classes:
        cls.read_manifest = lambda self: None
    try:
        yield
    finally:
        for cls, before in own:
            if before is None:
                del cls.read_manifest
            else:
                cls.read_manifest = before


def backend_of(settings):
    """The `staticfiles` entry of STORAGES, or before Django 4.2 STATICFILES_STORAGE."""
    if hasattr(settings, 'STORAGES'):
        entry = settings.STORAGES.get('staticfiles') or {}
        return str(entry.get('BACKEND', '')), entry.get('OPTIONS') or {}
    return str(settings.STATICFILES_STORAGE), {}


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
        'code': try_classes.code_of(function),
    }


def function_of(value):
    if isinstance(value, property):
        value = value.fget
    value = getattr(value, '__func__', value)
    value = getattr(value, 'func', value) if type(value).__name__ == 'cached_property' else value
    while hasattr(value, '__wrapped__'):
        value = value.__wrapped__
    return value if isinstance(value, types.FunctionType) else None


def name_of(cls):
    return '%s.%s' % (cls.__module__, cls.__qualname__)


def owner_of(cls, name):
    """The class that a method comes from."""
    return next((base for base in cls.__mro__ if name in vars(base)), cls)


def manifest_storage(storage):
    """The storage of the manifest if it is another one; a folder only for one on this disk."""
    from django.core.files.storage import FileSystemStorage

    other = getattr(storage, 'manifest_storage', None)
    if other is None or other is storage:
        return None
    location = getattr(other, 'location', None) if isinstance(other, FileSystemStorage) else None
    return {'class': name_of(type(other)), 'location': None if not location else os.path.abspath(os.fsdecode(location))}


def is_listing(walks):
    return any(walk['files'] is not None for walk in walks or [])


def try_finder(finder):
    """Only what is not Django's own is tried."""
    from django.apps import apps

    if owner_of(type(finder), 'list').__module__.startswith(KNOWN):
        return None
    return try_classes.try_finder(finder, ignore_patterns(apps))


def storages_of(finder):
    storages = getattr(finder, 'storages', None)
    if storages is None:
        storage = getattr(finder, 'storage', None)
        storages = {} if storage is None else {'': storage}
    return [
        {'location': path_text(getattr(storage, 'location', None)), 'prefix': str(getattr(storage, 'prefix', None) or '')}
        for storage in storages.values()
    ]


def describe_apps(apps, project):
    found = []
    owners = Owners()
    for config in apps.get_app_configs():
        path = os.fsdecode(config.path)
        inside = 'site-packages' in path or 'dist-packages' in path
        name, version = owners.find(config.name) if inside else (None, None)
        found.append({
            'label': config.label, 'name': config.name, 'path': path, 'distribution': name, 'version': version,
            'hasStatic': os.path.isdir(os.path.join(path, 'static')),
        })
    return found


class Owners:
    """Which distribution ships a module. Their records are read once, and only if an app is installed rather than written here."""

    def __init__(self):
        self.records = None

    def find(self, name):
        try:
            if self.records is None:
                self.records = list(self.read())
            parts = name.split('.')
            for end in range(len(parts), 0, -1):
                start = '/'.join(parts[:end])
                for distribution, version, text in self.records:
                    if '\n%s/' % start in text or '\n%s.py,' % start in text:
                        return distribution, version
        except Exception:
            pass
        return None, None

    def read(self):
        import importlib.metadata

        for distribution in importlib.metadata.distributions():
            record = distribution.read_text('RECORD')
            if record:
                yield distribution.metadata['Name'], distribution.version, '\n' + record


def distribution_version(name):
    try:
        import importlib.metadata

        return importlib.metadata.version(name)
    except Exception:
        return None


def describe_templates(settings, apps):
    return [
        {
            'backend': str(engine.get('BACKEND', '')),
            'folders': [os.fsdecode(folder) for folder in engine.get('DIRS', [])] + ([
                os.path.join(config.path, 'templates')
                for config in apps.get_app_configs()
                if os.path.isdir(os.path.join(config.path, 'templates'))
            ] if engine.get('APP_DIRS') else []),
        }
        for engine in settings.TEMPLATES
    ]


def run_checks():
    from django.core.checks import run_checks

    return [
        {'id': str(check.id), 'level': int(check.level), 'message': str(check.msg), 'hint': check.hint and str(check.hint)}
        for check in run_checks(tags=['staticfiles'])
    ]


def frame_in_project(error, project):
    """The last place in the project's own code that an error, or the one that caused it, went through."""
    seen = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, SyntaxError) and error.filename:
            return {'file': error.filename, 'line': error.lineno or 0, 'function': None, 'text': (error.text or '').strip()[:200]}
        found = None
        trace = error.__traceback__
        while trace is not None:
            name = trace.tb_frame.f_code.co_filename
            file = os.path.abspath(name)
            # Names such as `<frozen os>` are of no file.
            if file != HERE and not name.startswith('<') and is_own(file, project):
                found = {'file': file, 'line': trace.tb_lineno, 'function': trace.tb_frame.f_code.co_name, 'text': None}
            trace = trace.tb_next
        if found is not None and os.path.basename(found['file']) != 'manage.py':
            import linecache

            return {**found, 'text': linecache.getline(found['file'], found['line']).strip()[:200]}
        error = error.__cause__ or error.__context__
    return None


def is_own(file, project):
    return (
        file.startswith(project + os.sep) and 'site-packages' not in file
        and not file.startswith(os.path.abspath(sys.prefix) + os.sep)
    )


def text_of(error):
    try:
        return str(error)[:LONGEST]
    except Exception:
        return '(no message)'


def is_secret(name):
    return any(word in str(name).lower() for word in SECRET)


def plain(value, depth=0, hidden=False):
    """A value of Python as JSON; what JSON has no word for as its `repr`, secrets not at all."""
    if hidden and value:
        return '(hidden)'
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, (int, float)):
        return value if value == value and abs(value) < 2 ** 53 else repr(value)
    if isinstance(value, os.PathLike):
        return os.fsdecode(value)
    if depth < 6 and isinstance(value, dict):
        return {str(key): plain(inner, depth + 1, is_secret(key)) for key, inner in value.items()}
    if depth < 6 and isinstance(value, (list, tuple, set, frozenset)):
        return [plain(inner, depth + 1) for inner in value]
    try:
        # Translated texts are made when they are looked at.
        return str(value)[:LONGEST] if type(value).__name__ == '__proxy__' else repr(value)[:200]
    except Exception:
        return '(no text)'


if __name__ == '__main__':
    Reading(Caller()).run()
