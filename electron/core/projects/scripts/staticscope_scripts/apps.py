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
    in_apps = [
        os.path.join(config.path, 'templates')
        for config in apps.get_app_configs()
        if os.path.isdir(os.path.join(config.path, 'templates'))
    ]
    return [
        {'backend': str(engine.get('BACKEND', '')), 'folders': list(template_folders(engine, in_apps))}
        for engine in settings.TEMPLATES
    ]


def template_folders(engine, in_apps):
    """The folders of an engine, in the order in which it asks them (django/template/engine.py)."""
    named = [os.fsdecode(folder) for folder in engine.get('DIRS', [])]
    loaders = engine.get('OPTIONS', {}).get('loaders')
    if loaders is None:
        yield from named
        if engine.get('APP_DIRS'):
            yield from in_apps
    else:
        yield from loader_folders(loaders, named, in_apps)


def loader_folders(loaders, named, in_apps):
    for loader in loaders:
        # Templates come last in a reading: what Django will refuse as it renders must not end it.
        path, *arguments = list(loader) if isinstance(loader, (list, tuple)) and loader else [loader]
        if path == 'django.template.loaders.cached.Loader':
            yield from loader_folders(arguments[0] if arguments else [], named, in_apps)
        elif path == 'django.template.loaders.filesystem.Loader':
            yield from [os.fsdecode(folder) for folder in arguments[0]] if arguments else named
        elif path == 'django.template.loaders.app_directories.Loader':
            yield from in_apps


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
