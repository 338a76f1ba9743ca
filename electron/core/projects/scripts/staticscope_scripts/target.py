"""Where the command writes to while it is verified."""
import os

from staticscope_scripts.classes import name_of
from staticscope_scripts.storage import backend_of, without_manifest


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

        backend, options = backend_of(self.settings)
        cls = import_string(backend)
        self.original, self.options = cls, options
        # A lazy class or factory is asked for what it makes.
        is_class = isinstance(cls, type)
        self.remote = is_class and not issubclass(cls, FileSystemStorage)
        if self.remote:
            cls = local_class(cls, self.root)
        with without_manifest(*([cls] if is_class else []), ManifestFilesMixin):
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
            'storage': name_of(self.original) if isinstance(self.original, type) else str(self.original),
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


def absolute(path):
    return os.path.abspath(os.fsdecode(path))


def is_in(path, folder):
    return path == folder or path.startswith(folder.rstrip(os.sep) + os.sep)
