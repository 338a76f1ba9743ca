"""Starts a project as its `manage.py collectstatic --noinput` would."""
import os
import sys

from staticscope_scripts.failure import frame_in_project, text_of


class ProjectRun:
    """One run of a project, from its start to the answer. What is worked out in between, `facts`, is the script's."""

    def __init__(self, caller):
        self.caller = caller
        self.order = caller.order
        self.phase = 'start'
        self.problems = []

    def run(self):
        try:
            self.start()
        except BaseException as error:
            self.caller.answer({'failure': self.describe_failure(error)})

    def start(self):
        order = self.order
        os.chdir(order['folder'])
        sys.argv = ['manage.py', 'collectstatic', '--noinput']
        sys.path[0] = order['folder']
        if order['settings'] is not None:
            os.environ['DJANGO_SETTINGS_MODULE'] = order['settings']
        from django.core.management import ManagementUtility

        ManagementUtility.execute = lambda utility: self.read()
        self.phase = 'manage'
        if order['manage']:
            import runpy

            runpy.run_path('manage.py', run_name='__main__')
            self.caller.answer({'failure': {
                'phase': 'manage', 'type': 'NotStarted', 'message': 'manage.py ended without starting Django', 'frame': None,
            }})
        self.read()

    def read(self):
        """Called where manage.py hands over to Django."""
        if os.getpid() != self.caller.process:
            os._exit(0)
        try:
            if self.order['settings'] is not None:
                os.environ['DJANGO_SETTINGS_MODULE'] = self.order['settings']
            import django
            from django.conf import settings

            self.phase = 'settings'
            settings.INSTALLED_APPS
            self.phase = 'apps'
            django.setup()
            self.phase = 'facts'
            facts = self.facts(django, settings)
        except BaseException as error:
            self.caller.answer({'failure': self.describe_failure(error)})
        self.caller.answer({'facts': facts})

    def attempt(self, what, work, fallback=None):
        """A fact that cannot be had is left out and told, so that the rest can still be shown."""
        try:
            return work()
        except Exception as error:
            self.problems.append({**self.describe_failure(error), 'phase': what})
            return fallback

    def describe_failure(self, error):
        return {
            'phase': self.phase,
            'type': type(error).__name__,
            'message': text_of(error),
            'frame': frame_in_project(error, self.order['project']),
        }
