"""
Finds out what a project's own storage does, by trying what it overrides on contents and names made up here and on the
names of the project's own files. Nothing is written, and remote storages are not asked.
"""
import hashlib
import os

from staticscope_scripts.try_finder import MOST_LISTED

MOST_NAMES = 300
# Empty, small, of another kind, and larger than a chunk of Django's (64 KiB).
CONTENTS = (b'', b'a { color: red }', b'\x00\xff staticscope', bytes(range(256)) * 600)
NAMES = ('a.css', 'd/e/b.min.js', 'no-suffix', 'img/c d.png')
MISSING = ('staticscope/no-such-file.css', 'no-such.eot?#iefix', 'd/no-such.js?v=1')
# Names of hashlib, and those of OpenSSL for the same.
ALGORITHMS = (
    ('md5', 'md5'), ('sha1', 'sha1'), ('sha256', 'sha256'), ('sha512', 'sha512'), ('sha224', 'sha224'),
    ('sha384', 'sha384'), ('blake2b', 'blake2b512'), ('blake2s', 'blake2s256'), ('sha3_256', 'sha3-256'),
    ('sha3_512', 'sha3-512'),
)


def describe_patterns(storage):
    """The patterns of a storage in their order: Django's own by their place, the others in full."""
    from django.contrib.staticfiles import storage as module

    base = module.HashedFilesMixin
    modules = getattr(base, '_js_module_import_aggregation_patterns', None)
    usual = {}
    for glob, patterns in (*base.patterns, *([modules] if modules else [])):
        for pattern in patterns:
            pair = tuple(pattern[:2]) if isinstance(pattern, (tuple, list)) else (pattern, base.default_template)
            usual.setdefault(glob, []).append(pair)
    css, js = getattr(module, '_css_ignored_re', None), getattr(module, '_js_ignored_re', None)
    found = []
    for glob, patterns in storage._patterns.items():
        for compiled, template, *ignored in patterns:
            pair = (compiled.pattern, template)
            known = usual.get(glob, [])
            region = 'css' if not ignored or ignored[0] is css else 'js' if ignored[0] is js else 'own'
            found.append({
                'glob': str(glob), 'index': known.index(pair) if pair in known else None,
                'regex': str(compiled.pattern), 'template': str(template), 'ignored': region,
            })
    return found


def try_hash(storage, names):
    """What `file_hash` gives: a part of a known digest, one text for everything, or None; null if nothing of that."""
    answers = []
    for content in CONTENTS:
        given = {storage_hash(storage, name, content) for name in (None, *NAMES)}
        if len(given) != 1:
            return None
        answers.append(given.pop())
    for name in names:
        if storage_hash(storage, name, CONTENTS[1]) != answers[1]:
            return None
    if all(answer is None for answer in answers):
        return {'kind': 'none'}
    if not all(isinstance(answer, str) for answer in answers):
        return None
    if len(set(answers)) == 1:
        return {'kind': 'constant', 'text': str(answers[0])}
    length = len(answers[0])
    for name, known_as in ALGORITHMS:
        try:
            digests = [hashlib.new(name, content).hexdigest() for content in CONTENTS]
        except ValueError:
            continue
        for start in range(len(digests[0]) - length + 1):
            if all(digest[start:start + length] == answer for digest, answer in zip(digests, answers)):
                return {'kind': 'digest', 'algorithm': known_as, 'start': start, 'length': length}
    return None


def storage_hash(storage, name, content):
    from django.core.files.base import ContentFile

    answer = storage.file_hash(name, ContentFile(content))
    return answer if answer is None else str(answer)


def try_names(storage, names):
    """
    Whether `hashed_name` is Django's own for contents that are given, and what it does for a file that is not there:
    `raises` as Django does, or `keeps` the name; null if neither.
    """
    from django.contrib.staticfiles.storage import HashedFilesMixin
    from django.core.files.base import ContentFile

    for name in (*NAMES, *names):
        for content in CONTENTS[:2]:
            usual = HashedFilesMixin.hashed_name(storage, name, ContentFile(content))
            if storage.hashed_name(name, ContentFile(content)) != usual:
                return None
    found = set()
    for name in MISSING:
        try:
            found.add('keeps' if storage.hashed_name(name) == name else 'other')
        except ValueError:
            found.add('raises')
    return found.pop() if len(found) == 1 and 'other' not in found else None


def some_names():
    """Some of the names that are collected, spread over all of them."""
    from django.contrib.staticfiles.finders import get_finders

    names = []
    for finder in get_finders():
        for path, storage in finder.list([]):
            prefix = getattr(storage, 'prefix', None)
            names.append(os.path.join(prefix, path) if prefix else path)
            if len(names) >= MOST_LISTED:
                break
    step = max(1, len(names) // MOST_NAMES)
    return names[::step][:MOST_NAMES]
