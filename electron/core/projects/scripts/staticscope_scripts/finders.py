"""The finders, and where their files lie."""
from staticscope_scripts.apps import ignore_patterns
from staticscope_scripts.classes import KNOWN, describe_class, owner_of
from staticscope_scripts.try_finder import try_finder
from staticscope_scripts.values import path_text, plain


def describe_finders(reading, settings):
    """Every finder in its order; `built` is null where it cannot be made."""
    from django.contrib.staticfiles.finders import get_finder

    found = []
    for name in settings.STATICFILES_FINDERS:
        finder = reading.attempt('finder %s' % name, lambda: get_finder(name))
        found.append({
            'path': str(name),
            'built': None if finder is None else {
                **describe_class(finder),
                'sourceDir': plain(getattr(finder, 'source_dir', None)),
                'storages': reading.attempt('storages of %s' % name, lambda: storages_of(finder), []),
                # Folders that are walked are walked again by each preview; a list stands as it was made here.
                'walks': reading.aside(
                    lambda: reading.attempt('list of %s' % name, lambda: list_of(finder)), is_listing,
                ),
            },
        })
    return found


def is_listing(walks):
    return any(walk['files'] is not None for walk in walks or [])


def list_of(finder):
    """What a finder lists by itself; null for Django's own way of it, which needs no trying."""
    from django.apps import apps

    if owner_of(type(finder), 'list').__module__.startswith(KNOWN):
        return None
    return try_finder(finder, ignore_patterns(apps))


def storages_of(finder):
    storages = getattr(finder, 'storages', None)
    if storages is None:
        storage = getattr(finder, 'storage', None)
        storages = {} if storage is None else {'': storage}
    return [
        {'location': path_text(getattr(storage, 'location', None)), 'prefix': str(getattr(storage, 'prefix', None) or '')}
        for storage in storages.values()
    ]
