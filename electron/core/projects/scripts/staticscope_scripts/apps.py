"""Apps, their folders, templates and checks."""
import os

from staticscope_scripts.packages import Owners


def describe_apps(apps, project):
    found = []
    owners = Owners()
    for config in apps.get_app_configs():
        path = os.fsdecode(config.path)
        inside = 'site-packages' in path or 'dist-packages' in path
        name, version = owners.find(config.name) if inside else (None, None)
        found.append({
            'label': config.label, 'name': config.name, 'path': path, 'distribution': name, 'version': version,
            'hasStatic': os.path.isdir(os.path.join(path, 'static')),
        })
    return found


def describe_templates(settings, apps):
    return [
        {
            'backend': str(engine.get('BACKEND', '')),
            'folders': [os.fsdecode(folder) for folder in engine.get('DIRS', [])] + ([
                os.path.join(config.path, 'templates')
                for config in apps.get_app_configs()
                if os.path.isdir(os.path.join(config.path, 'templates'))
            ] if engine.get('APP_DIRS') else []),
        }
        for engine in settings.TEMPLATES
    ]


def command_app():
    from django.core.management import get_commands

    app = get_commands().get('collectstatic')
    return app if app is None or isinstance(app, str) else type(app).__module__


def ignore_patterns(apps):
    return [str(pattern) for pattern in apps.get_app_config('staticfiles').ignore_patterns]


def script_prefix():
    from django.urls import get_script_prefix

    return get_script_prefix()


def run_checks():
    from django.core.checks import run_checks

    return [
        {'id': str(check.id), 'level': int(check.level), 'message': str(check.msg), 'hint': check.hint and str(check.hint)}
        for check in run_checks(tags=['staticfiles'])
    ]
