"""
Finds out what a project's own storage and finders do, by trying what they override on contents and names made up here
and on the names of the project's own files. It lies beside `read_settings.py` and is a part of it: nothing is written,
and remote storages are not asked.
"""
import hashlib
import os

CODE_LINES = 40
MOST_NAMES = 300
MOST_LISTED = 200000
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


def code_of(function):
    """The lines of a function, at most 40."""
    try:
        import inspect

        lines, _ = inspect.getsourcelines(function)
        return ''.join(lines[:CODE_LINES]).rstrip()
    except Exception:
        return None


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


def try_finder(finder, patterns):
    """
    What a finder lists: the folders that it walks with Django's own `get_files`, or the files themselves where its own
    code chooses them; null where they come from anything but folders on this disk.
    """
    from django.contrib.staticfiles import utils

    real = utils.get_files
    given = [*patterns, 'staticscope-none-*']
    walks = []
    met = []

    def recorded(storage, ignore_patterns=None, location=''):
        if location:
            yield from real(storage, ignore_patterns, location)
            return
        walks.append((storage, list(ignore_patterns or [])))
        for path in real(storage, ignore_patterns, location):
            met.append((storage, path))
            yield path

    utils.get_files = recorded
    try:
        listed = []
        for path, storage in finder.list(list(given)):
            listed.append((storage, path))
            if len(listed) > MOST_LISTED:
                return None
    finally:
        utils.get_files = real
    if not all(is_plain_folder(storage) for storage, _ in [*walks, *listed]):
        return None
    if same_files(listed, met):
        return [
            {
                **folder_of(storage), 'files': None, 'ignore': [str(name) for name in ignored if name not in given],
                'heedsCommand': set(given) <= set(ignored),
            }
            for storage, ignored in walks
        ]
    found = []
    last = None
    for storage, path in listed:
        if storage is not last:
            found.append({**folder_of(storage), 'files': [], 'ignore': [], 'heedsCommand': True})
            last = storage
        found[-1]['files'].append(os.fsdecode(path))
    return found


def same_files(listed, met):
    return len(listed) == len(met) and all(
        one is other and path == name for (one, path), (other, name) in zip(listed, met)
    )


def folder_of(storage):
    return {'location': os.path.abspath(os.fsdecode(storage.location)), 'prefix': str(getattr(storage, 'prefix', None) or '')}


def is_plain_folder(storage):
    """A storage of Django's for a folder, whose files are what lies there."""
    from django.core.files.storage import FileSystemStorage

    return isinstance(storage, FileSystemStorage) and all(
        getattr(type(storage), name) is getattr(FileSystemStorage, name)
        for name in ('open', '_open', 'listdir')
    )


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


def compression():
    """What WhiteNoise compresses here; null without it."""
    try:
        from django.conf import settings
        from whitenoise import compress
    except Exception:
        return None
    skipped = getattr(settings, 'WHITENOISE_SKIP_COMPRESS_EXTENSIONS', None)
    if skipped is None:
        skipped = getattr(compress.Compressor, 'SKIP_COMPRESS_EXTENSIONS', None)
    return {
        'brotli': bool(getattr(compress, 'brotli_installed', False)),
        'skipExtensions': None if skipped is None else [str(extension) for extension in skipped],
    }


def packages_of_pipeline():
    """How many packages django-pipeline would make; null if it cannot be told."""
    try:
        from pipeline.conf import settings

        return len(settings.STYLESHEETS) + len(settings.JAVASCRIPT)
    except Exception:
        return None
