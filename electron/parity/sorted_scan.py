"""Folders in one order on every disk, so that two runs can be compared."""
import os

real_scandir = os.scandir


class SortedScan:
    """What os.scandir gives, sorted by the code points of the names."""

    def __init__(self, path):
        with real_scandir(path) as entries:
            self.entries = iter(sorted(entries, key=lambda entry: entry.name))

    def __iter__(self):
        return self.entries

    def __next__(self):
        return next(self.entries)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def close(self):
        pass
