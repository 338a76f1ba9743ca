"""Finds out what a project's own finder lists, by listening to how it walks its folders."""
import os

MOST_LISTED = 200000


def try_finder(finder, patterns):
    """
    What a finder lists: the folders that it walks with Django's own `get_files`, or the files themselves where its own
    code chooses them; null where they come from anything but folders on this disk.
    """
    from django.contrib.staticfiles import utils

    real = utils.get_files
    given = [*patterns, 'staticscope-none-*']
    walks = []
    met = []

    def recorded(storage, ignore_patterns=None, location=''):
        if location:
            yield from real(storage, ignore_patterns, location)
            return
        walks.append((storage, list(ignore_patterns or [])))
        for path in real(storage, ignore_patterns, location):
            met.append((storage, path))
            yield path

    utils.get_files = recorded
    try:
        listed = []
        for path, storage in finder.list(list(given)):
            listed.append((storage, path))
            if len(listed) > MOST_LISTED:
                return None
    finally:
        utils.get_files = real
    if not all(is_plain_folder(storage) for storage, _ in [*walks, *listed]):
        return None
    if same_files(listed, met):
        return [
            {
                **folder_of(storage), 'files': None, 'ignore': [str(name) for name in ignored if name not in given],
                'heedsCommand': set(given) <= set(ignored),
            }
            for storage, ignored in walks
        ]
    found = []
    last = None
    for storage, path in listed:
        if storage is not last:
            found.append({**folder_of(storage), 'files': [], 'ignore': [], 'heedsCommand': True})
            last = storage
        found[-1]['files'].append(os.fsdecode(path))
    return found


def same_files(listed, met):
    return len(listed) == len(met) and all(
        one is other and path == name for (one, path), (other, name) in zip(listed, met)
    )


def folder_of(storage):
    return {'location': os.path.abspath(os.fsdecode(storage.location)), 'prefix': str(getattr(storage, 'prefix', None) or '')}


def is_plain_folder(storage):
    """A storage of Django's for a folder, whose files are what lies there."""
    from django.core.files.storage import FileSystemStorage

    return isinstance(storage, FileSystemStorage) and all(
        getattr(type(storage), name) is getattr(FileSystemStorage, name)
        for name in ('open', '_open', 'listdir')
    )
