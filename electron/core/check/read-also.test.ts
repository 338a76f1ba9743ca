import { expect, test } from 'vitest'
import { layFiles } from '../files/lay-files.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import { readAlso } from './read-also.ts'

const slices = new TimeSlices(new AbortController().signal)

test('addresses below STATIC_URL are found in other files, with their places, and nowhere else', async () => {
  using folder = layFiles({
    'data/menu.json': '{\n  "icon": "/static/img/a%20b.svg?v=1", "other": "/media/x.png", "end": "/static/css/"\n}',
    'notes.txt': 'see /static/gone.png, or x/static/no.png',
    'notes.md': '/static/not-asked.png',
    'node_modules/p/x.json': '"/static/not-read.png"',
    '.hidden/x.json': '"/static/not-read.png"',
    'venv/pyvenv.cfg': '',
    'venv/x.json': '"/static/not-read.png"',
  })
  const found = await readAlso({ folder: folder.path, patterns: ['*.json', 'notes.txt'] }, '/static/', slices)
  const told = [...found].map(([file, references]) => [
    file,
    references.map(({ line, column, url, text }) => [line, column, url, text]),
  ])
  expect(told).toEqual([
    ['data/menu.json', [[2, 12, 'img/a b.svg', '/static/img/a%20b.svg?v=1']]],
    ['notes.txt', [[1, 5, 'gone.png', '/static/gone.png']]],
  ])
})

test('without a pattern nothing is read', async () => {
  expect(await readAlso({ folder: '/', patterns: [] }, '/static/', slices)).toEqual(new Map())
})
