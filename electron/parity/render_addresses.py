"""Renders templates that print one address each with real Django and DEBUG off, each with two values of `name`.

Standard input: one JSON object with `output` (STATIC_ROOT, collected), `storage` (dotted path) and `templates` (their
texts). Standard output: for each template the two addresses, or null where rendering it fails with ValueError.
"""
import json
import sys

import django
from django.conf import settings

order = json.load(sys.stdin)
storage = (
    {'STORAGES': {'staticfiles': {'BACKEND': order['storage']}}}
    if django.VERSION >= (4, 2)
    else {'STATICFILES_STORAGE': order['storage']}
)
settings.configure(
    DEBUG=False,
    INSTALLED_APPS=['django.contrib.staticfiles'],
    STATIC_URL='/static/',
    STATIC_ROOT=order['output'],
    USE_TZ=True,
    **storage,
)
django.setup()

from django.template import Context, Engine


engine = Engine(builtins=['django.templatetags.static'])


def render(text, value):
    context = Context({'name': value, 'STATIC_URL': '/static/'})
    try:
        return engine.from_string(text).render(context)
    except ValueError:
        return None


print(json.dumps([[render(text, value) for value in ('one', 'two')] for text in order['templates']]))
