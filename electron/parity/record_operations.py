"""Runs the real collectstatic twice over a storage in memory and prints each call that the storage gets.

Takes one JSON object on standard input: `sources` (folders), `manifest`, `jsModules`, `overwrites` (what django-storages
calls `file_overwrite`). Prints a JSON list with a list of calls for each run: kind, name, bytes, and whether it was found.
"""
import datetime
import json
import os
import sys
import types

import django
from django.conf import settings

request = json.load(sys.stdin)

from sorted_scan import SortedScan

os.scandir = SortedScan
chosen = types.ModuleType('chosen_storage')
sys.modules['chosen_storage'] = chosen
options = {
    'SECRET_KEY': 'x',
    'INSTALLED_APPS': ['django.contrib.staticfiles'],
    'STATICFILES_DIRS': request['sources'],
    'STATIC_URL': '/static/',
    'USE_TZ': True,
}
if django.VERSION >= (4, 2):
    options['STORAGES'] = {
        'default': {'BACKEND': 'django.core.files.storage.FileSystemStorage'},
        'staticfiles': {'BACKEND': 'chosen_storage.Chosen'},
    }
else:
    options['STATICFILES_STORAGE'] = 'chosen_storage.Chosen'
settings.configure(**options)
django.setup()

from django.contrib.staticfiles import storage as staticfiles
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.core.management import call_command
from django.utils.encoding import filepath_to_uri
from django.utils.functional import empty

files = {}
calls = []


class MemoryStorage(Storage):
    """A storage without `path()`, as a bucket is."""

    def _open(self, name, mode='rb'):
        content = files.get(name)
        calls.append(['open', name, 0 if content is None else len(content[0]), None])
        if content is None:
            raise FileNotFoundError(name)
        return ContentFile(content[0], name)

    def _save(self, name, content):
        content.seek(0)
        taken = b''.join(content.chunks())
        calls.append(['save', name, len(taken), None])
        files[name] = (taken, datetime.datetime.now(datetime.timezone.utc))
        return name

    def get_available_name(self, name, max_length=None):
        if request['overwrites']:
            return name
        return super().get_available_name(name, max_length)

    def exists(self, name):
        calls.append(['exists', name, 0, name in files])
        return name in files

    def delete(self, name):
        calls.append(['delete', name, 0, None])
        files.pop(name, None)

    def get_modified_time(self, name):
        calls.append(['modified-time', name, 0, None])
        return files[name][1]

    def url(self, name):
        return '/static/' + filepath_to_uri(name)


parents = (staticfiles.ManifestFilesMixin, MemoryStorage) if request['manifest'] else (MemoryStorage,)
chosen.Chosen = type('Chosen', parents, {'support_js_module_import_aggregation': request['jsModules']})

runs = []
for _ in range(2):
    calls = []
    # A new process has a new storage, which reads the manifest.
    staticfiles.staticfiles_storage._wrapped = empty
    if django.VERSION >= (4, 2):
        from django.core.files.storage import storages

        storages._storages.clear()
    try:
        with open(os.devnull, 'w') as nowhere:
            call_command('collectstatic', interactive=False, verbosity=0, stdout=nowhere, stderr=nowhere)
    except Exception:
        # Where Django stops, the calls stop.
        pass
    runs.append(calls)
json.dump(runs, sys.stdout)
