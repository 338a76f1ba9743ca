"""What must not happen while the command runs."""
import os
import sys

from staticscope_scripts.target import is_in

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# Audit events that change the disk, and which of their arguments are paths (and, after it, the folder's descriptor).
CHANGES = {
    'os.mkdir': ((0, 2),), 'os.remove': ((0, 1),), 'os.rmdir': ((0, 1),), 'os.truncate': ((0, None),),
    'os.rename': ((0, 2), (1, 3)), 'os.link': ((1, 3),), 'os.symlink': ((1, 2),), 'os.chmod': ((0, 2),),
    'os.chown': ((0, 3),), 'os.utime': ((0, 3),),
}
NETWORK = ('socket.connect', 'socket.getaddrinfo', 'socket.sendto')


class Guard:
    """Refuses to change anything in the project, in its real STATIC_ROOT, and to reach a network for a remote storage."""

    def __init__(self, order):
        self.allowed = os.path.realpath(order['root'])
        self.roots = []
        self.refused = set()
        self.closes_network = False
        # Folders are met again for every file in them.
        self.real_parents = {}
        self.protect([order['project'], order['folder']])
        sys.addaudithook(self.hear)

    def protect(self, folders):
        for folder in folders:
            self.roots += [root for root in {folder, os.path.realpath(folder)} if root not in self.roots]

    def hear(self, event, arguments):
        if event == 'open':
            path, mode, flags = arguments
            if isinstance(flags, int) and flags & WRITING or isinstance(mode, str) and set(mode) & set('wax+'):
                self.look_at(path, None)
        elif event in CHANGES:
            for at, folder in CHANGES[event]:
                self.look_at(arguments[at], arguments[folder] if folder is not None and folder < len(arguments) else None)
        elif self.closes_network and event in NETWORK:
            self.refused.add('(network)')
            raise PermissionError('Staticscope: the storage is replaced by one on this disk, so no connection is opened')

    def look_at(self, path, folder):
        if isinstance(path, int):
            return
        text = os.fsdecode(path)
        if not os.path.isabs(text) and isinstance(folder, int) and folder >= 0:
            try:
                text = os.path.join(os.readlink('/proc/self/fd/%d' % folder), text)
            except OSError:
                return
        text = os.path.abspath(text)
        parent, name = os.path.split(text)
        if parent not in self.real_parents:
            self.real_parents[parent] = os.path.realpath(parent)
        real = os.path.join(self.real_parents[parent], name)
        if is_in(real, self.allowed) or not any(is_in(path, root) for path in (text, real) for root in self.roots):
            return
        self.refused.add(text)
        raise PermissionError('Staticscope: while it verifies, nothing in %s is changed' % text)
