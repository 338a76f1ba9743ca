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
