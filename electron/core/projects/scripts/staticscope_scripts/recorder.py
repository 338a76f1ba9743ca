"""What the command does, while it does it."""
import os
import sys
import time

SECONDS_BETWEEN_NEWS = 0.2


class Recorder:
    """What the finders yield to the command, and how far the command has come."""

    def __init__(self, collecting):
        self.caller = collecting.caller
        self.winners = []
        self.shadowed = []
        self.is_recorded = False
        self.current = None
        self.seen = set()
        self.told = 0

    def watch(self, command, storage):
        module = sys.modules['django.contrib.staticfiles.management.commands.collectstatic']
        get_finders = module.get_finders
        module.get_finders = lambda: (Watched(finder, self) for finder in get_finders())
        if hasattr(storage, 'post_process'):
            post_process = storage.post_process
            storage.post_process = lambda *args, **options: self.processed(post_process(*args, **options))

    def yielded(self, path, storage):
        self.is_recorded = True
        prefix = getattr(storage, 'prefix', None)
        name = os.path.join(prefix, path) if prefix else path
        try:
            source = os.fsdecode(storage.path(path))
        except Exception:
            source = None
        if name in self.seen:
            self.shadowed.append([name, source])
        else:
            self.seen.add(name)
            self.winners.append([name, source])
            self.current = name
        self.tell('Copying files', len(self.winners))

    def processed(self, steps):
        self.current = None
        done = 0
        for step in steps:
            done += 1
            # An error that is yielded ends the command at this file.
            self.current = str(step[0]) if isinstance(step[2], Exception) else None
            self.tell('Post-processing files', done)
            yield step

    def tell(self, step, done):
        now = time.monotonic()
        if now - self.told < SECONDS_BETWEEN_NEWS or os.getpid() != self.caller.process:
            return
        self.told = now
        line = '%s%s\n' % (self.caller.order['token'], self.caller.encode({'news': {'step': step, 'done': done}}))
        self.caller.write(self.caller.channel, line.encode('ascii'))


class Watched:
    """A finder as the command sees it."""

    def __init__(self, finder, recorder):
        self.finder = finder
        self.recorder = recorder

    def __getattr__(self, name):
        return getattr(self.finder, name)

    def list(self, ignore_patterns):
        for path, storage in self.finder.list(ignore_patterns):
            self.recorder.yielded(path, storage)
            yield path, storage


class Tail:
    """A stream of which the last words are kept."""

    def __init__(self):
        self.last = ''

    def write(self, text):
        if text.strip():
            self.last = text

    def flush(self):
        pass

    def isatty(self):
        return False
