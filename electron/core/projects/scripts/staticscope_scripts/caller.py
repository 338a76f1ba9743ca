"""The channel to whoever started the script."""
import json
import os
import sys


class Caller:
    """The way back to whoever asked. The project cannot print into it: standard output is another one from now on."""

    def __init__(self):
        self.order = json.loads(sys.stdin.buffer.readline().decode('utf-8'))
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, 0)
        os.close(nothing)
        self.channel = os.dup(1)
        os.dup2(2, 1)
        # The end comes without a flush: what was printed last is told in a failure.
        sys.stdout.reconfigure(line_buffering=True)
        self.process = os.getpid()
        # Kept from before the project can replace them.
        self.encode, self.write, self.leave = json.dumps, os.write, os._exit

    def answer(self, document):
        """Gives the answer and ends at once: no thread, no exit handler of the project can hold it up."""
        # A child that the settings forked has nothing to say.
        if os.getpid() == self.process:
            rest = ('%s%s\n' % (self.order['token'], self.encode(document))).encode('ascii')
            while rest:
                rest = rest[self.write(self.channel, rest):]
        self.leave(0)
