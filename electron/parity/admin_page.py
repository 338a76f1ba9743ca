"""Asks a real admin for a page with DEBUG off, and tells all static names that make it fail.

Standard input: one JSON object with the project's folder and the path of the page. Standard output: the names that the
manifest does not have, in the order in which the page fails by them.
"""
import json
import os
import re
import sys

order = json.load(sys.stdin)
sys.path.insert(0, order['project'])
os.environ['DJANGO_SETTINGS_MODULE'] = 'site_settings'

import django
from django.core.management import call_command

django.setup()
call_command('migrate', run_syncdb=True, verbosity=0)
call_command('collectstatic', interactive=False, verbosity=0)

from django.contrib.auth import get_user_model
from django.contrib.staticfiles.storage import staticfiles_storage
from django.test import Client

client = Client()
client.force_login(get_user_model().objects.create_superuser('s', 's@example.org', 's'))
missing = []
while len(missing) < 50:
    try:
        assert client.get(order['page']).status_code == 200
        break
    except ValueError as error:
        name = re.search(r"entry for '(.*)'", str(error)).group(1)
        missing.append(name)
        # As if it were there: the page goes on to the next one.
        staticfiles_storage.hashed_files[name] = name
print(json.dumps(missing))
