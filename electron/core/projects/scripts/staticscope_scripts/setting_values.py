"""The settings that matter, with their values and places."""
from staticscope_scripts.values import absolute, is_secret, plain

SETTINGS = (
    'STATIC_URL', 'STATIC_ROOT', 'STATICFILES_DIRS', 'STATICFILES_FINDERS', 'STATICFILES_STORAGE', 'STORAGES',
    'MEDIA_URL', 'MEDIA_ROOT', 'DEBUG', 'INSTALLED_APPS', 'MIDDLEWARE', 'TEMPLATES', 'FORCE_SCRIPT_NAME',
    'AWS_LOCATION', 'AWS_S3_CUSTOM_DOMAIN', 'AWS_QUERYSTRING_AUTH', 'AWS_STORAGE_BUCKET_NAME',
)
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
