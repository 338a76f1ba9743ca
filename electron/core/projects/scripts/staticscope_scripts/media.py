"""Forms and admin classes, and the static names that their media ask for."""
import inspect
import os

from staticscope_scripts.classes import name_of
from staticscope_scripts.failure import text_of


class NoDatabase(Exception):
    """Raised where media would ask a database."""


def load_forms(attempt):
    """Imports the module `forms` of each app that has one; most are loaded by views already."""
    from importlib import import_module

    from django.apps import apps
    from django.utils.module_loading import module_has_submodule

    for config in apps.get_app_configs():
        if module_has_submodule(config.module, 'forms'):
            attempt('%s.forms' % config.name, lambda: import_module('%s.forms' % config.name))


def form_classes():
    """All form classes that are loaded, each with a way to an instance that runs no `__init__` of the project."""
    from django.forms import BaseForm

    waiting = [BaseForm]
    seen = set()
    while waiting:
        cls = waiting.pop()
        for sub in cls.__subclasses__():
            if sub not in seen:
                seen.add(sub)
                waiting.append(sub)
    for cls in sorted(seen, key=name_of):
        # What metaclasses and factories make while they run has no place of its own.
        if hasattr(cls, 'base_fields') and '<locals>' not in cls.__qualname__:
            yield 'form', cls, lambda cls=cls: bare_form(cls)


def bare_form(cls):
    from copy import deepcopy

    form = cls.__new__(cls)
    form.fields = deepcopy(cls.base_fields)
    return form


def admin_classes(attempt):
    """Each admin class of each site with its forms and inlines, as its pages put their media together."""
    try:
        from django.contrib.admin.sites import all_sites
    except Exception:
        return
    sites = attempt('admin sites', lambda: sorted(all_sites, key=lambda site: str(site.name)), [])
    for site in sites:
        for admin in list(site._registry.values()):
            yield 'admin', type(admin), lambda admin=admin: admin
            yield 'admin', type(admin), lambda admin=admin: form_of(admin)
            for inline in getattr(admin, 'inlines', ()):
                yield 'inline', inline, lambda inline=inline, admin=admin: inline(admin.model, admin.admin_site)


def form_of(admin):
    """The form of the add page: its widgets bring media of their own (django/contrib/admin/options.py, `changeform_view`)."""
    return bare_form(admin.get_form(AddRequest()))


class AddRequest:
    """What an admin class asks of a request before it makes a form: somebody who may do everything."""

    method = 'GET'
    GET = POST = META = COOKIES = session = {}
    path = path_info = '/admin/'

    class user:
        is_active = is_staff = is_superuser = is_authenticated = True
        is_anonymous = False
        pk = id = None
        has_perm = has_perms = has_module_perms = staticmethod(lambda *args, **options: True)


def media_of(kind, cls, make):
    """The names that one class asks for; what cannot be told has its error. None where it asks for nothing."""
    try:
        names = names_in(lambda: make().media)
        error = None
    except Exception as failed:
        names, error = [], '%s: %s' % (type(failed).__name__, text_of(failed))
    if not names and error is None:
        return None
    file, line = place_of(cls)
    return {
        'kind': kind, 'name': name_of(cls), 'module': cls.__module__, 'file': file, 'line': line,
        'names': names, 'error': error,
    }


def names_in(media):
    """
    What rendering asks `{% static %}` for, in its order. All of Django's ways and those of other packages end in
    `StaticNode.handle_simple` (django/templatetags/static.py), which is listened to and gives the name back.
    """
    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.templatetags.static import StaticNode

    asked = []

    def listen(cls, path):
        asked.append(str(path))
        return str(path)

    def refuse(*args, **options):
        raise NoDatabase('it asks a database')

    simple = StaticNode.__dict__['handle_simple']
    connect = BaseDatabaseWrapper.ensure_connection
    StaticNode.handle_simple = classmethod(listen)
    BaseDatabaseWrapper.ensure_connection = refuse
    try:
        media().render()
    finally:
        StaticNode.handle_simple = simple
        BaseDatabaseWrapper.ensure_connection = connect
    return list(dict.fromkeys(asked))


def place_of(cls):
    """File and line of a class; None where it has none."""
    try:
        file = os.path.abspath(inspect.getsourcefile(cls))
        return file, inspect.getsourcelines(cls)[1]
    except Exception:
        return None, None
