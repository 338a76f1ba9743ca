"""What a reading depends on, so that it need not be made again before that changes."""
import os
import sys

from staticscope_scripts.failure import is_ours

MOST_FILES = 20000


class Trail:
    """
    What a reading depends on: modules that are not installed, and the files and folders of the project that were opened,
    with their sizes and times. A reading that ran programs or asked the network depends on more than can be told.
    """

    LOOKS = ('open', 'os.listdir', 'os.scandir')
    BEYOND = (
        'subprocess.Popen', 'os.system', 'os.exec', 'os.fork', 'os.posix_spawn', 'os.spawn', 'socket.connect',
        'socket.getaddrinfo',
    )

    def __init__(self, project):
        self.project = project
        self.looked = set()
        self.is_whole = True
        sys.addaudithook(self.hear)

    def hear(self, event, arguments):
        if event in self.BEYOND:
            self.is_whole = False
        elif event in self.LOOKS and arguments and len(self.looked) < MOST_FILES:
            path = arguments[0]
            flags = arguments[2] if event == 'open' and len(arguments) == 3 else 0
            writes = isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR)
            if isinstance(path, str) and not writes:
                self.looked.add(path)

    def describe(self):
        is_whole = self.is_whole and len(self.looked) < MOST_FILES
        modules = [getattr(module, '__file__', None) for module in list(sys.modules.values())]
        looked = [os.path.abspath(path) for path in list(self.looked) if not path.endswith('.pyc')]
        paths = {os.path.abspath(path) for path in modules if isinstance(path, str)}
        paths |= {path for path in looked if (path + os.sep).startswith(self.project + os.sep)}
        paths = {path for path in paths if not is_installed(path)}
        # A package that is installed or taken away shows by the folder of all packages.
        paths |= {path for path in sys.path if path.endswith(('site-packages', 'dist-packages'))}
        return {'isWhole': is_whole, 'files': [describe_state(path) for path in sorted(paths) if not is_ours(path)]}


def is_installed(path):
    return 'site-packages' in path or 'dist-packages' in path or path.startswith(os.path.dirname(os.__file__) + os.sep)


def describe_state(path):
    try:
        state = os.stat(path)
        return {'path': path, 'modified': str(state.st_mtime_ns), 'changed': str(state.st_ctime_ns), 'size': state.st_size}
    except OSError:
        return {'path': path, 'modified': None, 'changed': None, 'size': 0}
