"""
Runs a Django project's own `collectstatic --noinput` into a temporary folder, and tells what it did.

It lies beside `read_settings.py`, starts the project in the same way, and needs the standard library and Django (3.2 to
6.1, Python 3.8 on) only. STATIC_ROOT and the places of storages lead into the temporary folder, a storage that is not on
this disk is replaced by one that is, with the same hashing; a write into the project or into its real STATIC_ROOT is
refused. One line of JSON on standard input says what to run; the last line on standard output is the answer.
"""
import os
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import read_settings

# The project may have a module of this name.
del sys.modules['read_settings'], sys.path[0]

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# Audit events that change the disk, and which of their arguments are paths (and, after it, the folder's descriptor).
CHANGES = {
    'os.mkdir': ((0, 2),), 'os.remove': ((0, 1),), 'os.rmdir': ((0, 1),), 'os.truncate': ((0, None),),
    'os.rename': ((0, 2), (1, 3)), 'os.link': ((1, 3),), 'os.symlink': ((1, 2),), 'os.chmod': ((0, 2),),
    'os.chown': ((0, 3),), 'os.utime': ((0, 3),),
}
NETWORK = ('socket.connect', 'socket.getaddrinfo', 'socket.sendto')
SECONDS_BETWEEN_NEWS = 0.2


class Collecting(read_settings.Reading):
    """One run of the command. What the reader calls facts is here what the command did."""

    def facts(self, django, settings):
        from django.core.management import ManagementUtility

        order = self.order
        guard = Guard(order)
        command = ManagementUtility(['manage.py', 'collectstatic']).fetch_command('collectstatic')
        parser = command.create_parser('manage.py', 'collectstatic')
        options = vars(parser.parse_args(order['words']))
        words = options.pop('args', ())
        log = Tail()
        run = {'error': None, 'summary': None, 'storage': None, 'location': None, 'manifest': None, 'remote': False}
        recorder = Recorder(self)
        storage = None
        try:
            # Checks look at the real STATIC_ROOT, so they come before it is another.
            check(command)
            target = Target(settings, order['root'])
            guard.protect(target.old)
            storage = target.open()
            guard.protect(target.moved)
            run.update(target.describe())
            if target.remote:
                guard.closes_network = True
                command.local = False
            recorder.watch(command, storage)
            summary = command.execute(*words, **{**options, 'skip_checks': True, 'stdout': log, 'stderr': Tail()})
            run['summary'] = (summary or log.last).strip()
        except BaseException as error:
            # What manage.py would print of it, and where it went through the project's own code.
            failure = self.describe_failure(error)
            run['error'] = {'type': type(error).__name__, 'message': failure['message'],
                            'frame': failure['frame'], 'name': recorder.current}
        return {
            'python': '%d.%d.%d' % sys.version_info[:3],
            'django': django.get_version(),
            **run,
            'winners': recorder.winners,
            'shadowed': recorder.shadowed,
            'isRecorded': recorder.is_recorded,
            'names': names_of(storage, recorder.winners) if run['error'] is None else [],
            'refused': sorted(guard.refused)[:100],
            'code': sorted(own_files(order['project'])),
            'packages': package_folders(),
        }


def check(command):
    """The checks that `execute` would run."""
    tags = command.requires_system_checks
    if isinstance(tags, (list, tuple)):
        if tags:
            command.check(tags=tags)
    elif tags:
        command.check()


class Target:
    """Where the command writes to: the storage of the project, led into the temporary folder."""

    def __init__(self, settings, root):
        self.settings = settings
        self.root = root
        self.remote = False
        self.moved = []
        self.old = [absolute(settings.STATIC_ROOT)] if settings.STATIC_ROOT else []
        self.storage = None
        # A MEDIA_ROOT that is STATIC_ROOT too is a mistake that Django reports: it stays one.
        if settings.MEDIA_ROOT and settings.MEDIA_ROOT == settings.STATIC_ROOT:
            settings.MEDIA_ROOT = root
        settings.STATIC_ROOT = root

    def open(self):
        """Builds the storage anew, as the project's settings say, and leads it and those that it holds into our folder."""
        from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
        from django.core.files.storage import FileSystemStorage
        from django.utils.module_loading import import_string

        backend, options = read_settings.backend_of(self.settings)
        cls = import_string(backend)
        self.original, self.options = cls, options
        # A lazy class or factory is asked for what it makes.
        is_class = isinstance(cls, type)
        self.remote = is_class and not issubclass(cls, FileSystemStorage)
        if self.remote:
            cls = local_class(cls, self.root)
        with read_settings.without_manifest(*([cls] if is_class else []), ManifestFilesMixin):
            self.storage = cls(**options)
        replace_storages(self.storage)
        staticfiles_storage._wrapped = self.storage
        self.move(self.storage)
        for name, other in list(vars(self.storage).items()):
            if isinstance(other, FileSystemStorage):
                self.move(other)
            elif name == 'manifest_storage':
                setattr(self.storage, name, self.local_manifest(other))
        return self.storage

    def move(self, storage):
        location = getattr(storage, 'location', None)
        if not location:
            return
        location = absolute(location)
        place = self.place_of(location)
        if place != location:
            self.moved.append(location)
            lead_to(storage, place)

    def place_of(self, path):
        if is_in(path, self.root):
            return path
        for old in self.old:
            if is_in(path, old):
                return os.path.normpath(os.path.join(self.root, os.path.relpath(path, old)))
        return os.path.join(self.root, 'elsewhere', path.lstrip(os.sep))

    def local_manifest(self, other):
        """A manifest that would go to another remote place goes below our folder, by the same path."""
        from django.contrib.staticfiles.storage import StaticFilesStorage

        path = str(getattr(other, 'location', '') or '').strip('/')
        told = self.options.get('location') or getattr(self.original, 'location', '')
        base = str(told or getattr(self.settings, 'AWS_LOCATION', '') or '').strip('/')
        if base and is_in(path, base):
            path = os.path.relpath(path, base)
        return StaticFilesStorage(location=os.path.normpath(os.path.join(self.root, path)))

    def describe(self):
        storage = self.storage
        # Before Django 4.0 the manifest always lay beside the files.
        manifest = getattr(storage, 'manifest_storage', storage)
        name = getattr(storage, 'manifest_name', None)
        return {
            'storage': read_settings.name_of(self.original) if isinstance(self.original, type) else str(self.original),
            'location': os.fsdecode(storage.location),
            'manifest': os.path.join(os.fsdecode(manifest.location), str(name)) if name else None,
            'remote': self.remote,
        }


def lead_to(storage, place):
    """Gives a storage another place, whatever its class says of it, and leaves the name of the class as it was."""
    cls = type(storage)
    for name in ('location', 'base_location'):
        storage.__dict__.pop(name, None)
    storage._location = place
    storage.__class__ = type(cls.__name__, (cls,), {
        '__module__': cls.__module__, '__qualname__': cls.__qualname__, 'location': place, 'base_location': place,
    })


def local_class(cls, root):
    """
    The class of a remote storage with the files on this disk instead. Its own classes and Django's hashing keep their
    places in front; where the remote storage begins, Django's StaticFilesStorage stands.
    """
    from django.contrib.staticfiles.storage import HashedFilesMixin, StaticFilesStorage
    from django.core.files.storage import Storage

    class LocalFiles(StaticFilesStorage):
        def __init__(self, *args, **options):
            super().__init__(location=root)

    ancestry = cls.__mro__
    is_hashing = issubclass(cls, HashedFilesMixin)
    begin = next(
        index for index, base in enumerate(ancestry)
        if issubclass(base, Storage) and not (is_hashing and issubclass(base, HashedFilesMixin))
    )
    local = LocalFiles.__mro__
    rest = [base for base in ancestry[begin:] if base not in local]
    # What the remote classes say counts only where nothing on this disk does.
    order = [*ancestry[:begin], *local[:-1], *rest, object]

    class Order(type(cls)):
        def mro(self):
            return [self, *order]

    return Order(cls.__name__, (cls, LocalFiles), {'__module__': cls.__module__, '__qualname__': cls.__qualname__})


def replace_storages(storage):
    """Storages that were built before, while the project loaded, have its real places (`storages`: Django 4.2 on)."""
    try:
        from django.core.files.storage import storages
    except ImportError:
        return
    storages._storages.clear()
    storages._storages['staticfiles'] = storage


class Recorder:
    """What the finders yield to the command, and how far the command has come."""

    def __init__(self, collecting):
        self.caller = collecting.caller
        self.winners = []
        self.shadowed = []
        self.is_recorded = False
        self.current = None
        self.seen = set()
        self.told = 0

    def watch(self, command, storage):
        module = sys.modules['django.contrib.staticfiles.management.commands.collectstatic']
        get_finders = module.get_finders
        module.get_finders = lambda: (Watched(finder, self) for finder in get_finders())
        if hasattr(storage, 'post_process'):
            post_process = storage.post_process
            storage.post_process = lambda *args, **options: self.processed(post_process(*args, **options))

    def yielded(self, path, storage):
        self.is_recorded = True
        prefix = getattr(storage, 'prefix', None)
        name = os.path.join(prefix, path) if prefix else path
        try:
            source = os.fsdecode(storage.path(path))
        except Exception:
            source = None
        if name in self.seen:
            self.shadowed.append([name, source])
        else:
            self.seen.add(name)
            self.winners.append([name, source])
            self.current = name
        self.tell('Copying files', len(self.winners))

    def processed(self, steps):
        self.current = None
        done = 0
        for step in steps:
            done += 1
            # An error that is yielded ends the command at this file.
            self.current = str(step[0]) if isinstance(step[2], Exception) else None
            self.tell('Post-processing files', done)
            yield step

    def tell(self, step, done):
        now = time.monotonic()
        if now - self.told < SECONDS_BETWEEN_NEWS or os.getpid() != self.caller.process:
            return
        self.told = now
        line = '%s%s\n' % (self.caller.order['token'], self.caller.encode({'news': {'step': step, 'done': done}}))
        self.caller.write(self.caller.channel, line.encode('ascii'))


class Watched:
    """A finder as the command sees it."""

    def __init__(self, finder, recorder):
        self.finder = finder
        self.recorder = recorder

    def __getattr__(self, name):
        return getattr(self.finder, name)

    def list(self, ignore_patterns):
        for path, storage in self.finder.list(ignore_patterns):
            self.recorder.yielded(path, storage)
            yield path, storage


class Guard:
    """Refuses to change anything in the project, in its real STATIC_ROOT, and to reach a network for a remote storage."""

    def __init__(self, order):
        self.allowed = os.path.realpath(order['root'])
        self.roots = []
        self.refused = set()
        self.closes_network = False
        # Folders are met again for every file in them.
        self.real_parents = {}
        self.protect([order['project'], order['folder']])
        sys.addaudithook(self.hear)

    def protect(self, folders):
        for folder in folders:
            self.roots += [root for root in {folder, os.path.realpath(folder)} if root not in self.roots]

    def hear(self, event, arguments):
        if event == 'open':
            path, mode, flags = arguments
            if isinstance(flags, int) and flags & WRITING or isinstance(mode, str) and set(mode) & set('wax+'):
                self.look_at(path, None)
        elif event in CHANGES:
            for at, folder in CHANGES[event]:
                self.look_at(arguments[at], arguments[folder] if folder is not None and folder < len(arguments) else None)
        elif self.closes_network and event in NETWORK:
            self.refused.add('(network)')
            raise PermissionError('Staticscope: the storage is replaced by one on this disk, so no connection is opened')

    def look_at(self, path, folder):
        if isinstance(path, int):
            return
        text = os.fsdecode(path)
        if not os.path.isabs(text) and isinstance(folder, int) and folder >= 0:
            try:
                text = os.path.join(os.readlink('/proc/self/fd/%d' % folder), text)
            except OSError:
                return
        text = os.path.abspath(text)
        parent, name = os.path.split(text)
        if parent not in self.real_parents:
            self.real_parents[parent] = os.path.realpath(parent)
        real = os.path.join(self.real_parents[parent], name)
        if is_in(real, self.allowed) or not any(is_in(path, root) for path in (text, real) for root in self.roots):
            return
        self.refused.add(text)
        raise PermissionError('Staticscope: while it verifies, nothing in %s is changed' % text)


class Tail:
    """A stream of which the last words are kept."""

    def __init__(self):
        self.last = ''

    def write(self, text):
        if text.strip():
            self.last = text

    def flush(self):
        pass

    def isatty(self):
        return False


def names_of(storage, winners):
    """Hashed name and URL of each winner, as templates would get them."""
    hashed_files = getattr(storage, 'hashed_files', None)
    return [[name, *answers_for(storage, hashed_files, name)] for name, _ in winners]


def answers_for(storage, hashed_files, name):
    hashed = url = None
    try:
        if hashed_files is not None:
            hashed = hashed_files.get(storage.hash_key(storage.clean_name(name)))
        url = str(storage.url(name))
    except Exception:
        pass
    return hashed, url


def own_files(project):
    """The project's own code that was loaded: what it says decides the result."""
    for module in list(sys.modules.values()):
        file = getattr(module, '__file__', None)
        if isinstance(file, str) and read_settings.is_own(os.path.abspath(file), project):
            yield os.path.abspath(file)


def package_folders():
    return [folder for folder in sys.path if os.path.basename(folder) in ('site-packages', 'dist-packages')]


def absolute(path):
    return os.path.abspath(os.fsdecode(path))


def is_in(path, folder):
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)


if __name__ == '__main__':
    Collecting(read_settings.Caller()).run()
