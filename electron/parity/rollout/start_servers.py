"""Starts gunicorn and other servers. What still runs when the input ends, for whatever reason, is ended with it.

Each gunicorn is forked from this Python, which has read Django's modules already: that saves most of its start. Neither
settings nor a site are loaded before the fork. Standard input: one JSON object a line with `program` (null: gunicorn),
`arguments`, `env` and `log`. Standard output: the process id.
"""
import json
import os
import signal
import sys

import django.contrib.staticfiles.storage
import django.core.handlers.wsgi
import django.core.wsgi
import django.shortcuts
import django.template.backends.django
import django.urls
import gunicorn.app.wsgiapp
import gunicorn.workers.sync
import whitenoise.middleware
import whitenoise.storage


def become_server(order):
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.environ.clear()
    os.environ.update(order['env'])
    log = os.open(order['log'], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for target, source in ((0, os.open(os.devnull, os.O_RDONLY)), (1, log), (2, log)):
        os.dup2(source, target)
    if order['program'] is not None:
        os.execve(order['program'], [order['program'], *order['arguments']], order['env'])
    sys.argv = ['gunicorn', *order['arguments']]
    gunicorn.app.wsgiapp.run()


# Ended children are not waited for.
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
children = []
for line in sys.stdin:
    order = json.loads(line)
    child = os.fork()
    if child == 0:
        try:
            become_server(order)
        except SystemExit as end:
            os._exit(end.code if isinstance(end.code, int) else 1)
        finally:
            os._exit(1)
    children.append(child)
    print(child, flush=True)
for child in children:
    try:
        os.kill(child, signal.SIGTERM)
    except ProcessLookupError:
        pass
