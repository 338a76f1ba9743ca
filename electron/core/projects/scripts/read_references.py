"""
Finds the static names that Python files ask for. The files are parsed and never run; nothing is imported from them.
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
        value = getattr(node, 'value', getattr(node, 's', None))
        if not isinstance(value, str):
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


def dotted(node):
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        above = dotted(node.value)
        return None if above is None else above + '.' + node.attr
    return None


def read(path):
    try:
        with open(path, 'rb') as file:
            source = file.read().decode('utf-8')
        # Cheap to ask first: most files name none of these.
        if 'static' not in source and 'Media' not in source:
            return []
        reader = Reader(source)
        reader.visit(ast.parse(source))
        return reader.found
    except (OSError, ValueError, SyntaxError, RecursionError, MemoryError):
        return []


def main():
    answer = []
    seen = 0
    for root in json.loads(sys.stdin.buffer.readline().decode('utf-8')):
        for path in python_files(root):
            seen += 1
            if seen > MOST_FILES:
                break
            found = read(path)
            if found:
                answer.append([path, found])
    sys.stdout.buffer.write(json.dumps(answer).encode('ascii'))


main()
