"""
Reads the static files settings of a Django project, as `manage.py collectstatic --noinput` would see them.

It runs in the project's own interpreter and needs the standard library and Django (3.2 to 6.1, Python 3.8 on) only.
One line of JSON on standard input says what to read; one line on standard output, behind the word that the order
gave, is the answer. Whatever the project prints goes to standard error. Nothing is written to disk.
"""
import sys

from staticscope_scripts.apps import command_app, describe_apps, describe_templates, ignore_patterns, run_checks, script_prefix
from staticscope_scripts.caller import Caller
from staticscope_scripts.finders import describe_finders
from staticscope_scripts.packages import compression, distribution_version, packages_of_pipeline
from staticscope_scripts.places import Places
from staticscope_scripts.project_run import ProjectRun
from staticscope_scripts.setting_values import EMPTY_DIRS, SETTINGS, describe_dirs, describe_setting
from staticscope_scripts.storage import describe_storage
from staticscope_scripts.trail import Trail
from staticscope_scripts.values import path_text


class Reading(ProjectRun):
    """One reading of a project."""

    def __init__(self, caller):
        super().__init__(caller)
        self.trail = Trail(self.order['project'])

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
            'storage': describe_storage(self, settings),
            'hasStaticfilesStorage': 'staticfiles' in getattr(settings, 'STORAGES', {'staticfiles': None}),
            'finders': describe_finders(self, settings),
            'middleware': [str(name) for name in settings.MIDDLEWARE or []],
            'templates': self.attempt('TEMPLATES', lambda: describe_templates(settings, apps), []),
            'whitenoise': distribution_version('whitenoise'),
            'compression': compression(),
            'pipelinePackages': packages_of_pipeline(),
            'checks': self.attempt('checks', run_checks, []),
        }
        facts['problems'] = self.problems
        # Last, for it takes the states of files after they were read.
        facts['trail'] = self.attempt('trail', self.trail.describe, {'isWhole': False, 'files': []})
        return facts

    def aside(self, work, decides=lambda answer: False):
        """Work whose looks at files decide nothing in the answer, unless the answer itself says so."""
        looked = set(self.trail.looked)
        answer = work()
        if not decides(answer):
            self.trail.looked = looked
        return answer


if __name__ == '__main__':
    Reading(Caller()).run()
