"""The storage of the static files."""
import contextlib
import os

from staticscope_scripts.classes import KNOWN, describe_class, name_of, owner_of
from staticscope_scripts.try_storage import describe_patterns, some_names, try_hash, try_names
from staticscope_scripts.values import plain

STORAGE_VALUES = (
    'location', 'base_url', 'manifest_name', 'manifest_strict', 'manifest_version', 'max_post_process_passes',
    'support_js_module_import_aggregation', 'keep_intermediate_files', 'keep_only_hashed_files', 'querystring_auth',
    'custom_domain', 'bucket_name', 'file_overwrite', 'url_protocol', 'file_permissions_mode',
    'directory_permissions_mode',
)


def describe_storage(reading, settings):
    """The storage as the project has it, once it is built; `built` is null where it cannot be."""
    from django.utils.functional import empty

    backend, options = backend_of(settings)

    def build():
        from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
        from django.utils.module_loading import import_string

        if staticfiles_storage._wrapped is empty:
            with without_manifest(import_string(backend), ManifestFilesMixin):
                staticfiles_storage._setup()
        return staticfiles_storage._wrapped

    storage = reading.attempt('storage', build)
    if storage is None:
        return {'backend': backend, 'options': plain(options), 'built': None}
    from django.core.files.storage import FileSystemStorage

    return {'backend': backend, 'options': plain(options), 'built': {
        **describe_class(storage),
        'isFileSystem': isinstance(storage, FileSystemStorage),
        'values': {
            name: plain(getattr(storage, name))
            for name in STORAGE_VALUES
            if reading.attempt(name, lambda: hasattr(storage, name), False)
        },
        'patterns': reading.attempt('patterns', lambda: describe_patterns(storage))
            if hasattr(storage, '_patterns') else None,
        'manifestStorage': reading.attempt('manifest storage', lambda: manifest_storage(storage)),
        **try_overrides(reading, storage),
    }}


def try_overrides(reading, storage):
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
    names = reading.aside(lambda: reading.attempt('names', some_names, []))
    # For a name alone a storage looks whether the file is there, a remote one over the network.
    can_look = is_own['hashed_name'] and isinstance(storage, FileSystemStorage)
    return {
        'hash': reading.attempt('file_hash', lambda: try_hash(storage, names)) if is_own['file_hash'] else None,
        'naming': reading.attempt('hashed_name', lambda: try_names(storage, names)) if can_look else None,
    }


def backend_of(settings):
    """The `staticfiles` entry of STORAGES, or before Django 4.2 STATICFILES_STORAGE."""
    if hasattr(settings, 'STORAGES'):
        entry = settings.STORAGES.get('staticfiles') or {}
        return str(entry.get('BACKEND', '')), entry.get('OPTIONS') or {}
    return str(settings.STATICFILES_STORAGE), {}


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


def manifest_storage(storage):
    """The storage of the manifest if it is another one; a folder only for one on this disk."""
    from django.core.files.storage import FileSystemStorage

    other = getattr(storage, 'manifest_storage', None)
    if other is None or other is storage:
        return None
    location = getattr(other, 'location', None) if isinstance(other, FileSystemStorage) else None
    return {'class': name_of(type(other)), 'location': None if not location else os.path.abspath(os.fsdecode(location))}
