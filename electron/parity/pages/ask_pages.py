"""Collects a real project, leaving some files out, and asks it with DEBUG off for everything that can fail by a static name.

Run in the project's folder by its own interpreter, with DJANGO_SETTINGS_MODULE set. Standard input: one JSON object with
`ignore` (patterns of collectstatic) and `urls` (paths to ask for besides those that take no argument). Standard output,
one JSON object:

- `tags`: each tag of each template that looks a constant name up, rendered by itself: template, line, name, error or null
- `requests`: each request as a superuser: path, status, the template that was rendered first, the names that were looked
  up, and the missing name that it failed by, or null
- `broken`: templates that do not compile, and why
"""
import json
import os
import sys

order = json.load(sys.stdin)
sys.path.insert(0, os.getcwd())

import django

django.setup()

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.storage import HashedFilesMixin
from django.core.management import call_command
from django.core.signals import got_request_exception
from django.template import Context, engines
from django.template.base import FilterExpression, Parser
from django.template.library import SimpleNode
from django.templatetags.static import StaticNode
from django.test import Client
from django.test.signals import template_rendered
from django.test.utils import setup_test_environment
from django.urls import URLPattern, get_resolver

MISSING = 'Missing staticfiles manifest entry'


def message_of(error):
    return str(error) if isinstance(error, ValueError) and str(error).startswith(MISSING) else None


def constant_of(node):
    """The name that a tag looks up; None where only rendering knows it."""
    if isinstance(node, StaticNode):
        expression = node.path
    elif isinstance(node, SimpleNode) and node.func.__name__ == 'versioned_static':
        expression = node.args[0]
    else:
        return None
    if not isinstance(expression, FilterExpression) or expression.filters or not isinstance(expression.var, str):
        return None
    return str(expression.var)


def names_of_templates(engine):
    for folder in engine.template_dirs:
        for home, _, files in os.walk(folder):
            for file in files:
                yield os.path.relpath(os.path.join(home, file), folder).replace(os.sep, '/')


def ask_tags():
    """Every tag is noted as its template is compiled, so that no branch and no tag of a library hides one."""
    noted = []
    extend = Parser.extend_nodelist

    def extend_nodelist(parser, nodelist, node, token):
        noted.append((parser.origin.template_name, token.lineno, node))
        return extend(parser, nodelist, node, token)

    tags, broken = {}, []
    Parser.extend_nodelist = extend_nodelist
    for engine in engines.all():
        for name in sorted(set(names_of_templates(engine))):
            if not name.endswith(('.html', '.txt', '.xml', '.svg', '.js', '.css', '.json', '.md')):
                continue
            try:
                engine.get_template(name)
            except Exception as error:
                broken.append([name, '%s: %s' % (type(error).__name__, error)])
    Parser.extend_nodelist = extend
    for template, line, node in noted:
        name = constant_of(node)
        if name is None:
            continue
        try:
            node.render(Context())
            error = None
        except ValueError as raised:
            error = str(raised)
        tags[template, line, name] = error
    return [[*key, error] for key, error in tags.items()], broken


def route_of(pattern):
    return str(pattern._route) if hasattr(pattern, '_route') else pattern.regex.pattern.strip('^$')


def paths_without_arguments(patterns, before=''):
    for pattern in patterns:
        route = before + route_of(pattern.pattern)
        if isinstance(pattern, URLPattern):
            if not set(route) & set('<(\\[*+?') and 'logout' not in route:
                yield '/' + route
        else:
            yield from paths_without_arguments(pattern.url_patterns, route)


def ask_requests():
    setup_test_environment(debug=False)
    call_command('migrate', verbosity=0)
    get_user_model().objects.create_superuser('inspector', 'inspector@example.com', 'secret')
    seen = {'templates': [], 'names': [], 'error': None}
    template_rendered.connect(lambda template, **_: seen['templates'].append(template.name), weak=False)
    got_request_exception.connect(lambda **_: seen.update(error=sys.exc_info()[1]), weak=False)
    url = HashedFilesMixin.url

    def noted_url(storage, name, force=False):
        seen['names'].append(name)
        return url(storage, name, force)

    HashedFilesMixin.url = noted_url
    answers = []
    for who in ('inspector', None):
        client = Client(raise_request_exception=False)
        if who is not None:
            client.force_login(get_user_model().objects.get())
        for path in sorted({*order['urls'], *paths_without_arguments(get_resolver().url_patterns)}):
            seen.update(templates=[], names=[], error=None)
            response = client.get(path, HTTP_HOST='localhost')
            first = next((name for name in seen['templates'] if name), None)
            error = message_of(seen['error'])
            if first is None and error is None:
                continue
            answers.append({
                'path': path if who is None else path + ' (signed in)',
                'status': response.status_code,
                'template': first,
                'names': sorted(set(seen['names'])),
                'error': error,
            })
    return answers


call_command('collectstatic', interactive=False, verbosity=0, ignore_patterns=order['ignore'])
tags, broken = ask_tags()
print(json.dumps({
    'django': django.get_version(), 'tags': tags, 'broken': broken, 'requests': ask_requests(),
}))
