"""Values of Python as JSON."""
import os

LONGEST = 2000
SECRET = ('secret', 'token', 'password', 'access_key', 'credential', 'security')


def plain(value, depth=0, hidden=False):
    """A value of Python as JSON; what JSON has no word for as its `repr`, secrets not at all."""
    if hidden and value:
        return '(hidden)'
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, (int, float)):
        return value if value == value and abs(value) < 2 ** 53 else repr(value)
    if isinstance(value, os.PathLike):
        return os.fsdecode(value)
    if depth < 6 and isinstance(value, dict):
        return {str(key): plain(inner, depth + 1, is_secret(key)) for key, inner in value.items()}
    if depth < 6 and isinstance(value, (list, tuple, set, frozenset)):
        return [plain(inner, depth + 1) for inner in value]
    try:
        # Translated texts are made when they are looked at.
        return str(value)[:LONGEST] if type(value).__name__ == '__proxy__' else repr(value)[:200]
    except Exception:
        return '(no text)'


def is_secret(name):
    return any(word in str(name).lower() for word in SECRET)


def path_text(value):
    return '' if value is None else os.fsdecode(value)


def absolute(path):
    text = os.fsdecode(path)
    return text if os.path.isabs(text) else os.path.join(os.getcwd(), text)
