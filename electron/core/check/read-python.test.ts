import { expect, test } from 'vitest'
import { layFiles } from '../files/lay-files.ts'
import { readPython } from './read-python.ts'

const never = new AbortController().signal

test('static names in Python are found with their places, and nothing of the files runs', async () => {
  using folder = layFiles({
    'shop/views.py': [
      "raise SystemExit('this file was run')",
      'from django.templatetags.static import static as url',
      "é = url('a.css'); url(name)",
      "static('not-the-function.css')",
    ].join('\n'),
    'shop/forms.py': [
      'from django import forms',
      'class F(forms.Form):',
      '    class Media:',
      "        css = {'all': ('b.css', 'https://cdn.example/x.css')}",
      "        js = ['/absolute.js', r'c.js']",
      "m = forms.Media(js=('d.js',))",
    ].join('\n'),
    'shop/broken.py': 'from django.templatetags.static import static\nstatic(',
    'env/pyvenv.cfg': '',
    'env/other.py': "from django.templatetags.static import static\nstatic('no')",
  })
  const { references: found } = await readPython('python3', { folders: [folder.path], apps: [] }, folder.path, never)
  const told = [...found].map(([file, references]) => [
    file,
    references.map(({ kind, line, column, url }) => `${line}:${column} ${kind} ${url ?? '?'}`),
  ])
  expect(told).toEqual([
    ['shop/forms.py', ['4:25 python-media b.css', '5:33 python-media c.js', '6:22 python-media d.js']],
    ['shop/views.py', ['3:10 python-static a.css', '3:23 python-static ?']],
  ])
})

test('templates that Python renders are found by the names that stand there, in the project and in its apps', async () => {
  using folder = layFiles({
    'shop/views.py': [
      'from django.shortcuts import render as shown',
      "TEMPLATE_NAME = 'constant.html'",
      'def a(request, template_name="default.html", *, other_template=("keyword.html",)):',
      "    shown(request, 'render.html'); shown(request, name); shown('not-this.html')",
      "    loader.get_template('got.html'); engines['django'].get_template('engine.html')",
      "    select_template(['first.html', 'second.html']); render_to_string(template_name='text.html')",
      "    return TemplateResponse(request, mine or 'mine.html' if x else ['%s.html' % x, 'last.html'])",
      'class View(TemplateView):',
      "    template_name: str = 'class.html'",
      "    change_form_template = 'admin.html'",
      "    base_template = 'not-a-base.html'",
      '    async def get_template_names(self):',
      "        self.login_template = 'self.html'",
      "        return ['method.html']",
      "path('', View.as_view(template_name='argument.html'), {'template_name': 'mapping.html'})",
      "context = {'base_template_name': 'not-a-base.html', 'title': 'not-a-title.html'}",
    ].join('\n'),
    'shop/tests/test_views.py': "render(request, 'not-in-tests.html')",
    'shop/test_more.py': "render(request, 'not-in-tests.html')",
    'env/site-packages/app/views.py':
      "from django.templatetags.static import static\nstatic('not-of-an-app.css')\nrender(r, 'app.html')",
  })
  const apps = [`${folder.path}/env/site-packages/app`, `${folder.path}/shop`]
  const { references, rendered } = await readPython('python3', { folders: [folder.path], apps }, folder.path, never)
  expect(references).toEqual(new Map())
  expect(rendered.map((names) => names.join(' or ')).toSorted()).toEqual(
    [
      ...['admin', 'app', 'argument', 'class', 'constant', 'default', 'engine'].map((name) => `${name}.html`),
      'first.html or second.html',
      ...['got', 'keyword', 'last', 'mapping', 'method', 'mine', 'render', 'self', 'text'].map(
        (name) => `${name}.html`,
      ),
    ].toSorted(),
  )
})

test('without a Python that starts nothing is known, and nothing fails', async () => {
  const nothing = { references: new Map(), rendered: [] }
  expect(await readPython('/nowhere/python', { folders: ['/'], apps: [] }, '/', never)).toEqual(nothing)
})

test('Python files of any content are read or passed over', async () => {
  using folder = layFiles({
    'binary.py': Uint8Array.from({ length: 4096 }, (_, index) => (index * 7919) % 256),
    'latin.py': Uint8Array.from([0x23, 0xe9, 0x0a]),
    'deep.py': `static(${'('.repeat(20_000)}`,
    'deeper.py': `x = ${'-'.repeat(100_000)}1`,
    'long.py': `from django.templatetags.static import static\nx = [${'1, '.repeat(600_000)}static('end.css')]\n`,
    'too-long.py': `from django.templatetags.static import static\nx = [${'1, '.repeat(800_000)}static('end.css')]\n`,
    'null.py': "static('a')\0",
    'cut.py': "from django.templatetags.static import static\nstatic('",
    'good.py': "from django.templatetags.static import static\nstatic('good.css')",
  })
  const { references: found } = await readPython('python3', { folders: [folder.path], apps: [] }, folder.path, never)
  const names = [...found].map(([file, references]) => [file.split('/').at(-1), references.map(({ url }) => url)])
  expect(names).toContainEqual(['good.py', ['good.css']])
  expect(names).toContainEqual(['long.py', ['end.css']])
  // Above 2 MB a file is no program of a person.
  expect(names.map(([name]) => name)).not.toContain('too-long.py')
}, 60_000)
