"""Runs the real collectstatic of this interpreter's Django, one request per line of standard input.

A request is a JSON object on one line; the answer is a JSON object on one line of standard output. One process serves
any number of requests, which saves Django's start. See `real-django.ts` for the members of both.
"""
import io
import json
import os
import platform
import re
import signal
import sys
import types

import django
from django.conf import settings

from sorted_scan import SortedScan, real_scandir

chosen = types.ModuleType('chosen_storage')
sys.modules['chosen_storage'] = chosen
options = {
    'DEBUG': False,
    'SECRET_KEY': 'x',
    'INSTALLED_APPS': ['django.contrib.staticfiles'],
    'STATIC_URL': '/static/',
    'MEDIA_URL': '/media/',
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

from django.apps import AppConfig, apps
from django.contrib.staticfiles import finders
from django.contrib.staticfiles import storage as staticfiles
from django.core.exceptions import SuspiciousFileOperation
from django.core.management import call_command
from django.urls import set_script_prefix
from django.utils.functional import empty


class NeverEnds(Exception):
    """The command was stopped: some states make Django loop without end."""


def stop(*_):
    raise NeverEnds('still running after 3 seconds')


signal.signal(signal.SIGALRM, stop)


class ReleaseSpecificManifestLocalStorage(staticfiles.ManifestStaticFilesStorage):
    """Hashed files in one place, a manifest per release below it: what projects write by hand (Django 4.0 on)."""

    def __init__(self, *args, **named):
        location = os.path.join(settings.STATIC_ROOT, 'release-7')
        super().__init__(*args, manifest_storage=staticfiles.StaticFilesStorage(location=location), **named)


ReleaseSpecificManifestLocalStorage.__module__ = 'example.storages'


def parent_of(kind):
    if kind == 'plain':
        return staticfiles.StaticFilesStorage
    if kind == 'manifest':
        return staticfiles.ManifestStaticFilesStorage
    if kind == 'release-manifest':
        return ReleaseSpecificManifestLocalStorage
    from whitenoise import storage as whitenoise

    if kind == 'whitenoise':
        return whitenoise.CompressedStaticFilesStorage
    return whitenoise.CompressedManifestStaticFilesStorage


def own_storage(code):
    """The class `StaticStorage` of a text that somebody would paste into a module of the project."""
    pasted = types.ModuleType('pasted_storage')
    exec(code, pasted.__dict__)
    return pasted.StaticStorage


def storage_class(request, note):
    parent = own_storage(request['storageCode']) if request.get('storageCode') else parent_of(request['storage'])

    class Chosen(parent):
        support_js_module_import_aggregation = request['jsModules']

        if request['tolerant'] and hasattr(parent, 'url_converter'):

            def url_converter(self, name, hashed_files, *rest, **named):
                """A reference that fails is noted and stays as written."""
                convert = super().url_converter(name, hashed_files, *rest, **named)

                def tolerant(match):
                    try:
                        return convert(match)
                    except (ValueError, SuspiciousFileOperation) as error:
                        line = match.string.count('\n', 0, match.start()) + 1
                        note(error, file=name, line=line, matched=match.group(0))
                        return match.group(0)

                return tolerant

            def post_process(self, paths, dry_run=False, **named):
                """A file that is not UTF-8 is noted and left out; an error that Django yields is noted and not passed on."""
                for path in list(paths):
                    if staticfiles.matches_patterns(path, self._patterns):
                        storage, source = paths[path]
                        with storage.open(source) as file:
                            try:
                                file.read().decode('utf-8')
                            except UnicodeDecodeError as error:
                                note(error, file=path)
                                del paths[path]
                for item in super().post_process(paths, dry_run, **named):
                    if isinstance(item[2], Exception):
                        note(item[2], file=item[0])
                    else:
                        yield item

    Chosen.__module__, Chosen.__qualname__ = 'chosen_storage', 'Chosen'
    if request['maxPasses'] is not None:
        Chosen.max_post_process_passes = request['maxPasses']
    return parent, Chosen


def prepare(request):
    """Gives this run the settings, finders and storage of its own."""
    os.scandir = (lambda path='.': SortedScan(path)) if request['order'] == 'sorted' else real_scandir
    settings.STATIC_URL = request['staticUrl']
    settings.STATIC_ROOT = request['output']
    settings.STATICFILES_DIRS = [(prefix, path) if prefix else path for prefix, path in request['sources']]
    settings.WHITENOISE_KEEP_ONLY_HASHED_FILES = request['keepOnlyHashed']
    for label in [label for label in apps.app_configs if label != 'staticfiles']:
        del apps.app_configs[label]
    for label, path in request['apps']:
        module = types.ModuleType(label)
        module.__path__ = [path]
        apps.app_configs[label] = AppConfig(label, module)
    finders.get_finder.cache_clear()
    staticfiles.staticfiles_storage._wrapped = empty
    if django.VERSION >= (4, 2):
        from django.core.files.storage import storages

        storages._storages.clear()
    counter = iter(range(1, 1_000_000))
    import django.core.files.storage as storage_module

    for module in [storage_module, getattr(storage_module, 'base', None)]:
        if hasattr(module, 'get_random_string'):
            module.get_random_string = lambda *_: f'RANDOM{next(counter)}'


def answer(request):
    errors = []

    def clean(message):
        message = re.sub(r' at 0x[0-9a-f]+>', ' at 0x<addr>>', message)
        return message.replace('chosen_storage.Chosen', f'{parent.__module__}.{parent.__qualname__}')

    def note(error, **place):
        entry = {**place, 'type': type(error).__name__, 'message': clean(str(error))}
        if entry not in errors:
            errors.append(entry)

    parent, chosen.Chosen = storage_class(request, note)
    prepare(request)
    out, err = io.StringIO(), io.StringIO()
    failure = None
    signal.setitimer(signal.ITIMER_REAL, request['patience'])
    try:
        call_command(
            'collectstatic', interactive=False, verbosity=request['verbosity'], stdout=out, stderr=err, ignore_patterns=request['ignore'],
            use_default_ignore_patterns=request['defaultIgnore'], clear=request['clear'], link=request['link'],
            dry_run=request['dryRun'], post_process=request['postProcess'], skip_checks=False,
        )
    except BaseException as error:
        notes = ''.join('\n' + text for text in getattr(error, '__notes__', []))
        failure = {'type': type(error).__name__, 'message': clean(str(error) + notes)}
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    return {'error': failure, 'errors': errors, 'stdout': out.getvalue(), 'stderr': clean(err.getvalue())}


def look_up(request):
    """What the storage's `url(name)` gives in a fresh process."""
    def clean(message):
        return re.sub(r' at 0x[0-9a-f]+>', ' at 0x<addr>>', message)

    parent, chosen.Chosen = storage_class({**request, 'tolerant': False, 'maxPasses': None}, None)
    chosen.Chosen.manifest_strict = request['manifestStrict']
    os.scandir = real_scandir
    settings.DEBUG = request['debug']
    settings.STATIC_ROOT = request['output']
    settings.STATIC_URL = request['staticUrl']
    set_script_prefix(request['scriptPrefix'])
    try:
        return {'url': chosen.Chosen().url(request['name'])}
    except Exception as error:
        name = f'{parent.__module__}.{parent.__qualname__}'
        message = clean(str(error)).replace('chosen_storage.Chosen', name)
        return {'error': {'type': type(error).__name__, 'message': message}}
    finally:
        settings.DEBUG = False
        set_script_prefix('/')


def main():
    print(json.dumps({'django': django.get_version(), 'python': platform.python_version()}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        print(json.dumps(look_up(request) if 'name' in request else answer(request)), flush=True)


main()
