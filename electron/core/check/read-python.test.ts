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
  const found = await readPython('python3', [folder.path], folder.path, never)
  const told = [...found].map(([file, references]) => [
    file,
    references.map(({ kind, line, column, url }) => `${line}:${column} ${kind} ${url ?? '?'}`),
  ])
  expect(told).toEqual([
    ['shop/forms.py', ['4:25 python-media b.css', '5:33 python-media c.js', '6:22 python-media d.js']],
    ['shop/views.py', ['3:10 python-static a.css', '3:23 python-static ?']],
  ])
})

test('without a Python that starts nothing is known, and nothing fails', async () => {
  expect(await readPython('/nowhere/python', ['/'], '/', never)).toEqual(new Map())
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
  const found = await readPython('python3', [folder.path], folder.path, never)
  const names = [...found].map(([file, references]) => [file.split('/').at(-1), references.map(({ url }) => url)])
  expect(names).toContainEqual(['good.py', ['good.css']])
  expect(names).toContainEqual(['long.py', ['end.css']])
  // Above 2 MB a file is no program of a person.
  expect(names.map(([name]) => name)).not.toContain('too-long.py')
}, 60_000)
