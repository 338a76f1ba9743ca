"""
Runs `manage.py collectstatic --noinput` of the project in the working directory, and prints what it did as JSON: winners,
shadowed files, names and URLs, and the error that ended it. Nothing of the run is changed; the finders are listened to.
"""
import json
import os
import re
import sys


class Watched:
    def __init__(self, finder, winners, shadowed):
        self.finder, self.winners, self.shadowed = finder, winners, shadowed

    def __getattr__(self, name):
        return getattr(self.finder, name)

    def list(self, ignore_patterns):
        for path, storage in self.finder.list(ignore_patterns):
            prefix = getattr(storage, 'prefix', None)
            name = os.path.join(prefix, path) if prefix else path
            source = storage.path(path)
            if name in self.winners:
                self.shadowed.append([name, source])
            else:
                self.winners[name] = source
            yield path, storage


def download(storage, folder):
    """The objects of a bucket as files, below the storage's location."""
    start = storage.location.strip('/') + '/' if storage.location else ''
    for found in storage.bucket.objects.filter(Prefix=start):
        path = os.path.join(folder, found.key[len(start):])
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, 'wb') as file:
            file.write(found.get()['Body'].read())
        os.chmod(path, 0o644)


def main():
    words = sys.argv[1:]
    sys.path[0] = os.getcwd()
    sys.argv = ['manage.py', 'collectstatic', '--noinput', *words]
    printed = os.dup(1)
    os.dup2(2, 1)
    import django
    from django.core.management import ManagementUtility

    django.setup()
    from django.contrib.staticfiles.management.commands import collectstatic
    from django.contrib.staticfiles.storage import staticfiles_storage

    winners, shadowed = {}, []
    finders = collectstatic.get_finders
    collectstatic.get_finders = lambda: (Watched(finder, winners, shadowed) for finder in finders())
    command = ManagementUtility(sys.argv).fetch_command('collectstatic')
    options = vars(command.create_parser('manage.py', 'collectstatic').parse_args(sys.argv[2:]))
    arguments = options.pop('args', ())
    error = None
    try:
        command.execute(*arguments, **options)
    except BaseException as thrown:
        notes = ''.join('\n' + note for note in getattr(thrown, '__notes__', []))
        message = re.sub(r' at 0x[0-9a-f]+>', ' at 0x<addr>>', str(thrown) + notes)
        error = {'type': type(thrown).__name__, 'message': message}
    names = {}
    if error is None:
        for name in winners:
            hashed = getattr(staticfiles_storage, 'hashed_files', {}).get(name)
            try:
                url = str(staticfiles_storage.url(name))
            except Exception as thrown:
                url = None
            names[name] = [hashed, url]
        if hasattr(staticfiles_storage, 'bucket'):
            download(staticfiles_storage, os.path.join(os.getcwd(), 'collected'))
    document = {
        'django': django.get_version(), 'winners': list(winners.items()), 'shadowed': shadowed, 'names': names,
        'error': error,
    }
    os.write(printed, json.dumps(document).encode('ascii'))


main()
