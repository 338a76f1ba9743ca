"""
Finds the static names that Python files ask for, and the templates that they render. The files are parsed and never run;
nothing is imported from them.
"""

import ast
import json
import os
import re
import sys

LARGEST = 2 << 20
MOST_FILES = 20000
LEFT_OUT = {'node_modules', 'site-packages', '__pycache__', 'migrations', 'staticfiles'}
STATIC_MODULES = ('django.templatetags.static', 'django.contrib.staticfiles.templatetags.staticfiles')
STORAGE_MODULE = 'django.contrib.staticfiles.storage'
MEDIA_MODULES = ('django.forms', 'django.forms.widgets', 'django')
LINES = re.compile(r'[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+')
# Which argument of a call names the template that it renders.
RENDERERS = {
    'render': 1, 'render_to_string': 0, 'get_template': 0, 'select_template': 0,
    'TemplateResponse': 1, 'SimpleTemplateResponse': 0,
}
# What is called so holds the name of a template that is rendered; what others extend is called otherwise.
HOLDS_TEMPLATE = re.compile(r'(?!(?:base|parent|layout|extends)_)(?:[a-z]\w*_)?template(?:_names?)?$', re.IGNORECASE)
GIVES_TEMPLATE = re.compile(r'get_(?:\w+_)?template(?:_names?)?$')
IS_TEST = re.compile(r'(?:^|[\\/])(?:tests?[\\/]|tests?\.py$|test_\w*\.py$|conftest\.py$)')
OPENING = re.compile(r'[A-Za-z]{0,2}(?:\'\'\'|"""|\'|")')


def python_files(root):
    for folder, folders, files in os.walk(root):
        if 'pyvenv.cfg' in files:
            folders[:] = []
            continue
        folders[:] = sorted(name for name in folders if name not in LEFT_OUT and not name.startswith('.'))
        for name in sorted(files):
            path = os.path.join(folder, name)
            if name.endswith('.py') and os.path.isfile(path) and os.path.getsize(path) <= LARGEST:
                yield path


def units(text):
    return len(text.encode('utf-16-le', 'surrogatepass')) // 2


class Reader(ast.NodeVisitor):
    def __init__(self, source):
        self.lines = LINES.findall(source)
        self.found = []
        self.static = set()
        self.storages = set()
        self.media = set()
        self.classes = 0

    def visit_ImportFrom(self, node):
        for alias in node.names:
            name = alias.asname or alias.name
            if node.module in STATIC_MODULES and alias.name == 'static':
                self.static.add(name)
            elif node.module == STORAGE_MODULE and alias.name == 'staticfiles_storage':
                self.storages.add(name + '.url')
            elif node.module in MEDIA_MODULES and alias.name == 'Media':
                self.media.add(name)
            elif node.module == 'django' and alias.name == 'forms':
                self.media.add(name + '.Media')

    def visit_Import(self, node):
        for alias in node.names:
            if alias.name == 'django.forms':
                self.media.add((alias.asname or alias.name) + '.Media')

    def visit_Call(self, node):
        name = dotted(node.func)
        if name in self.static or name in self.storages:
            if node.args:
                self.add('python-static', node.args[0], True)
        elif name in self.media:
            for keyword in node.keywords:
                self.add_media(keyword.arg, keyword.value)
        self.generic_visit(node)

    def visit_ClassDef(self, node):
        if node.name == 'Media' and self.classes > 0:
            for statement in node.body:
                if isinstance(statement, ast.Assign):
                    for target in statement.targets:
                        self.add_media(getattr(target, 'id', None), statement.value)
        self.classes += 1
        self.generic_visit(node)
        self.classes -= 1

    def add_media(self, kind, value):
        if kind == 'css' and isinstance(value, ast.Dict):
            values = value.values
        elif kind == 'js':
            values = [value]
        else:
            return
        for each in values:
            for element in each.elts if isinstance(each, (ast.List, ast.Tuple)) else [each]:
                self.add('python-media', element, False)

    def add(self, kind, node, tells_dynamic):
        value = text_of(node)
        if value is None:
            # A list made elsewhere is no name, an argument that is computed is one that nobody knows.
            if tells_dynamic:
                self.place(kind, node, None)
        # Media's absolute_path (django/forms/widgets.py) gives these as they are.
        elif kind != 'python-media' or not value.startswith(('http://', 'https://', '/')):
            self.place(kind, node, value)

    def place(self, kind, node, value):
        line = self.lines[node.lineno - 1] if node.lineno <= len(self.lines) else ''
        before = line.encode('utf-8', 'surrogatepass')[:node.col_offset].decode('utf-8', 'surrogatepass')
        column = units(before)
        text = line[len(before):].rstrip()
        opening = OPENING.match(text) if value is not None else None
        if opening:
            column += len(opening.group())
            text = value
        offset = sum(units(other) for other in self.lines[:node.lineno - 1]) + column
        self.found.append({
            'kind': kind, 'line': node.lineno, 'column': column + 1, 'offset': offset, 'text': text[:500], 'url': value,
        })


class Renders(ast.NodeVisitor):
    """The templates that code renders by name, each a list of which the first that there is counts."""

    def __init__(self):
        self.found = []
        self.renderers = dict(RENDERERS)

    def visit_ImportFrom(self, node):
        for alias in node.names:
            if alias.asname and alias.name in RENDERERS:
                self.renderers[alias.asname] = RENDERERS[alias.name]

    def visit_Call(self, node):
        at = self.renderers.get((dotted(node.func) or getattr(node.func, 'attr', '')).split('.')[-1])
        if at is not None and at < len(node.args):
            self.add(node.args[at])
        for keyword in node.keywords:
            self.add_held(keyword.arg, keyword.value)
        self.generic_visit(node)

    def visit_Assign(self, node):
        for target in node.targets:
            self.add_held(getattr(target, 'id', getattr(target, 'attr', None)), node.value)
        self.generic_visit(node)

    def visit_AnnAssign(self, node):
        self.add_held(getattr(node.target, 'id', getattr(node.target, 'attr', None)), node.value)
        self.generic_visit(node)

    def visit_Dict(self, node):
        for key, value in zip(node.keys, node.values):
            self.add_held(text_of(key), value)
        self.generic_visit(node)

    def visit_FunctionDef(self, node):
        named = node.args.args[len(node.args.args) - len(node.args.defaults):]
        pairs = list(zip(named, node.args.defaults)) + list(zip(node.args.kwonlyargs, node.args.kw_defaults))
        for argument, default in pairs:
            self.add_held(argument.arg, default)
        if GIVES_TEMPLATE.match(node.name):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Return):
                    self.add(inner.value)
        self.generic_visit(node)

    visit_AsyncFunctionDef = visit_FunctionDef

    def add_held(self, name, value):
        if isinstance(name, str) and HOLDS_TEMPLATE.match(name):
            self.add(value)

    def add(self, node):
        self.found.extend(names for names in choices(node) if names)


def choices(node):
    """The names that an expression may stand for: each a list of which the first that there is is rendered."""
    text = text_of(node)
    if text is not None:
        return [[text]]
    if isinstance(node, (ast.List, ast.Tuple)):
        return [[name for element in node.elts for names in choices(element) for name in names]]
    if isinstance(node, ast.IfExp):
        return choices(node.body) + choices(node.orelse)
    if isinstance(node, ast.BoolOp):
        return [names for value in node.values for names in choices(value)]
    return []


def text_of(node):
    # Before 3.8 a string is an `ast.Str`, with `s`.
    value = node.value if hasattr(node, 'value') else getattr(node, 's', None)
    return value if isinstance(value, str) else None


def dotted(node):
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        above = dotted(node.value)
        return None if above is None else above + '.' + node.attr
    return None


def read(path, root, is_own):
    """What one file asks for, if it is the project's own, and the templates that it renders, if it is no test."""
    try:
        with open(path, 'rb') as file:
            source = file.read().decode('utf-8')
        # Cheap to ask first: most files name none of these.
        asks = is_own and ('static' in source or 'Media' in source)
        renders = ('template' in source or 'render' in source) and not IS_TEST.search(os.path.relpath(path, root))
        if not asks and not renders:
            return [], []
        tree = ast.parse(source)
        reader = Reader(source)
        if asks:
            reader.visit(tree)
        rendered = Renders()
        if renders:
            rendered.visit(tree)
        return reader.found, rendered.found
    except (OSError, ValueError, SyntaxError, RecursionError, MemoryError):
        return [], []


def main():
    order = json.loads(sys.stdin.buffer.readline().decode('utf-8'))
    references = []
    rendered = []
    seen = set()
    for root, is_own in [(root, True) for root in order['folders']] + [(root, False) for root in order['apps']]:
        for path in python_files(root):
            if path in seen:
                continue
            if len(seen) >= MOST_FILES:
                break
            seen.add(path)
            found, names = read(path, root, is_own)
            if found:
                references.append([path, found])
            rendered.extend(names)
    answer = {'references': references, 'rendered': rendered}
    sys.stdout.buffer.write(json.dumps(answer).encode('ascii'))


main()
