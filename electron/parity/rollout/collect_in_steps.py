"""Runs a site's real collectstatic and stops behind each change of a file, until it is told to go on.

Arguments: the folder of the site, and any of `--clear`, `--manifest-elsewhere` (no manifest is deleted or written; who
runs this has seen to it), `--half=empty` and `--half=truncated` (the run stops while the manifest is being written, and
a half of it is there or nothing). Standard output: one JSON array for each stop, `[what, name]`: `ready` before anything
is done, `deleted` or `saved` with the name of a file, `all-saved` before the manifest is touched, `manifest-next` before
it is written, `manifest-half` within. Standard input: a line for each stop, `step`, or `run` for no more stops but those
of the manifest.
"""
import json
import os
import sys

site, options = sys.argv[1], sys.argv[2:]
sys.path.insert(0, site)
os.environ['DJANGO_SETTINGS_MODULE'] = 'rollout_site.settings'

import django

django.setup()

from django.contrib.staticfiles.management.commands.collectstatic import Command
from django.contrib.staticfiles.storage import ManifestFilesMixin
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command

answers = sys.stdin
told = os.fdopen(os.dup(1), 'w')
state = {'steps': True}


def stop(what, name):
    if not state['steps'] and what in ('deleted', 'saved'):
        return
    told.write(json.dumps([what, name]) + '\n')
    told.flush()
    state['steps'] = answers.readline().strip() == 'step'


class HeldUp(ContentFile):
    """A manifest that stays half written: Django has made its file, which is empty until a buffer is full."""

    def __init__(self, content, path):
        super().__init__(content.read())
        self.path = path

    def chunks(self, chunk_size=None):
        if '--half=truncated' in options:
            text = self.read()
            with open(self.path, 'wb') as file:
                file.write(text[: len(text) // 2])
        stop('manifest-half', os.path.basename(self.path))
        yield from super().chunks(chunk_size)


def is_manifest(name):
    """Before Django 4.0 that of a release has the release in its name."""
    return name.startswith('staticfiles') and name.endswith('.json')


def saved(original):
    def save(self, name, content):
        if is_manifest(name):
            stop('manifest-next', name)
            is_half = any(option.startswith('--half=') for option in options)
            return original(self, name, HeldUp(content, self.path(name)) if is_half else content)
        result = original(self, name, content)
        stop('saved', name)
        return result

    return save


def deleted(original):
    def delete(self, name):
        original(self, name)
        stop('deleted', str(name))

    return delete


def manifest_saved(original):
    def save_manifest(self):
        stop('all-saved', '')
        if '--manifest-elsewhere' in options:
            stop('manifest-next', '')
        else:
            original(self)

    return save_manifest


def cleared(original):
    """A disk lists folders in any order. Here the manifests of the releases go first, so that most is still there."""

    def clear_dir(self, path):
        listdir = self.storage.listdir

        def with_manifests_first(path):
            folders, files = listdir(path)
            return sorted(folders, key=lambda name: name != 'releases'), files

        self.storage.listdir = with_manifests_first
        try:
            original(self, path)
        finally:
            self.storage.listdir = listdir

    return clear_dir


Command.clear_dir = cleared(Command.clear_dir)
FileSystemStorage._save = saved(FileSystemStorage._save)
FileSystemStorage.delete = deleted(FileSystemStorage.delete)
ManifestFilesMixin.save_manifest = manifest_saved(ManifestFilesMixin.save_manifest)

stop('ready', '')
call_command('collectstatic', interactive=False, verbosity=0, clear='--clear' in options)
