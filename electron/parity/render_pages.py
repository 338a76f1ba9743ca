"""Renders pages of the sample with real Django and DEBUG off, and tells for each the error that it fails with, if any.

Standard input: one JSON object with the project's folder and the names of its templates. Standard output: one JSON
object from template to error message, null for a page that is rendered.
"""
import json
import os
import sys

order = json.load(sys.stdin)
sys.path.insert(0, order['project'])
os.environ['DJANGO_SETTINGS_MODULE'] = 'shop.settings'

import django
from django.template.loader import get_template

django.setup()
product = {'name': 'x', 'image': order['image'], 'price': 1, 'stars': 1}
context = {'product': product, 'products': {'x': product}, 'slug': 'x'}


def render(name):
    try:
        get_template(name).render(dict(context))
    except ValueError as error:
        return str(error)
    return None


print(json.dumps({name: render(name) for name in order['pages']}))
