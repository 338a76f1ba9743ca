"""Errors, and where they went through the project's own code."""
import os
import sys

from staticscope_scripts.values import LONGEST

# The folder of these scripts.
HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def is_ours(path):
    return path.startswith(HERE + os.sep)


def frame_in_project(error, project):
    """The last place in the project's own code that an error, or the one that caused it, went through."""
    seen = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, SyntaxError) and error.filename:
            return {'file': error.filename, 'line': error.lineno or 0, 'function': None, 'text': (error.text or '').strip()[:200]}
        found = None
        trace = error.__traceback__
        while trace is not None:
            name = trace.tb_frame.f_code.co_filename
            file = os.path.abspath(name)
            # Names such as `<frozen os>` are of no file.
            if not is_ours(file) and not name.startswith('<') and is_own(file, project):
                found = {'file': file, 'line': trace.tb_lineno, 'function': trace.tb_frame.f_code.co_name, 'text': None}
            trace = trace.tb_next
        if found is not None and os.path.basename(found['file']) != 'manage.py':
            import linecache

            return {**found, 'text': linecache.getline(found['file'], found['line']).strip()[:200]}
        error = error.__cause__ or error.__context__
    return None


def is_own(file, project):
    return (
        file.startswith(project + os.sep) and 'site-packages' not in file
        and not file.startswith(os.path.abspath(sys.prefix) + os.sep)
    )


def text_of(error):
    try:
        return str(error)[:LONGEST]
    except Exception:
        return '(no message)'
