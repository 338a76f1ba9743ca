"""
Runs a Django project's own `collectstatic --noinput` into a temporary folder, and tells what it did.

It starts the project in the same way as `read_settings.py`, and needs the standard library and Django (3.2 to 6.1,
Python 3.8 on) only. STATIC_ROOT and the places of storages lead into the temporary folder, a storage that is not on
this disk is replaced by one that is, with the same hashing; a write into the project or into its real STATIC_ROOT is
refused. One line of JSON on standard input says what to run; the last line on standard output is the answer.
"""
import os
import sys

from staticscope_scripts.caller import Caller
from staticscope_scripts.failure import is_own
from staticscope_scripts.guard import Guard
from staticscope_scripts.project_run import ProjectRun
from staticscope_scripts.recorder import Recorder, Tail
from staticscope_scripts.target import Target


class Collecting(ProjectRun):
    """One run of the command. What the reader calls facts is here what the command did."""

    def facts(self, django, settings):
        from django.core.management import ManagementUtility

        order = self.order
        guard = Guard(order)
        command = ManagementUtility(['manage.py', 'collectstatic']).fetch_command('collectstatic')
        parser = command.create_parser('manage.py', 'collectstatic')
        options = vars(parser.parse_args(order['words']))
        words = options.pop('args', ())
        log = Tail()
        run = {'error': None, 'summary': None, 'storage': None, 'location': None, 'manifest': None, 'remote': False}
        recorder = Recorder(self)
        storage = None
        try:
            # Checks look at the real STATIC_ROOT, so they come before it is another.
            check(command)
            target = Target(settings, order['root'])
            guard.protect(target.old)
            storage = target.open()
            guard.protect(target.moved)
            run.update(target.describe())
            if target.remote:
                guard.closes_network = True
                command.local = False
            recorder.watch(command, storage)
            summary = command.execute(*words, **{**options, 'skip_checks': True, 'stdout': log, 'stderr': Tail()})
            run['summary'] = (summary or log.last).strip()
        except BaseException as error:
            # What manage.py would print of it, and where it went through the project's own code.
            failure = self.describe_failure(error)
            run['error'] = {'type': type(error).__name__, 'message': failure['message'],
                            'frame': failure['frame'], 'name': recorder.current}
        return {
            'python': '%d.%d.%d' % sys.version_info[:3],
            'django': django.get_version(),
            **run,
            'winners': recorder.winners,
            'shadowed': recorder.shadowed,
            'isRecorded': recorder.is_recorded,
            'names': names_of(storage, recorder.winners) if run['error'] is None else [],
            'refused': sorted(guard.refused)[:100],
            'code': sorted(own_files(order['project'])),
            'packages': package_folders(),
        }


def check(command):
    """The checks that `execute` would run."""
    tags = command.requires_system_checks
    if isinstance(tags, (list, tuple)):
        if tags:
            command.check(tags=tags)
    elif tags:
        command.check()


def names_of(storage, winners):
    """Hashed name and URL of each winner, as templates would get them."""
    hashed_files = getattr(storage, 'hashed_files', None)
    return [[name, *answers_for(storage, hashed_files, name)] for name, _ in winners]


def answers_for(storage, hashed_files, name):
    hashed = url = None
    try:
        if hashed_files is not None:
            hashed = hashed_files.get(storage.hash_key(storage.clean_name(name)))
        url = str(storage.url(name))
    except Exception:
        pass
    return hashed, url


def own_files(project):
    """The project's own code that was loaded: what it says decides the result."""
    for module in list(sys.modules.values()):
        file = getattr(module, '__file__', None)
        if isinstance(file, str) and is_own(os.path.abspath(file), project):
            yield os.path.abspath(file)


def package_folders():
    return [folder for folder in sys.path if os.path.basename(folder) in ('site-packages', 'dist-packages')]


if __name__ == '__main__':
    Collecting(Caller()).run()
