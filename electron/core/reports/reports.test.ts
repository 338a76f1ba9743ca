import { expect, test } from 'vitest'
import { viewQuerySchema } from '../../../shared/model/preview.ts'
import { previewFolders } from '../collect/contents-fixture.ts'
import { layFiles } from '../files/lay-files.ts'
import { Outlines } from '../preview/outlines.ts'
import { prepareExport } from './prepare-export.ts'

async function exported(path: string, format: 'json' | 'csv' | 'markdown', query = {}): Promise<string> {
  const preview = await previewFolders(path)
  const outlines = new Outlines(preview)
  const view = await outlines.open(viewQuerySchema.parse(query), [], new AbortController().signal)
  return [...prepareExport(preview, 'Shop Ü', format, view).pieces()].join('')
}

test('the rows of an outline keep its filter, search and order, in closed groups too', async () => {
  using folder = layFiles({ 'css/b.css': 'b{}', 'css/a.css': 'a{} /* long */', 'x.png': '1', 'css/deep/c.css': 'c' })
  const text = await exported(folder.path, 'csv', { search: 'type:css', sort: 'size', descending: true })
  expect(text.split('\r\n').map((line) => line.split(',').slice(0, 2))).toEqual([
    ['\ufeffname', 'action'],
    ['css/a.css', 'copy'],
    ['css/b.css', 'copy'],
    ['css/deep/c.css', 'copy'],
    [''],
  ])
})

test('what was not collected is exported with its pattern', async () => {
  using folder = layFiles({ '=cmd.css~': 'x', 'a.css': '' })
  const [, line = ''] = (await exported(folder.path, 'csv', { filter: 'not-collected' })).split('\r\n')
  expect(line.split(',').slice(0, 2)).toEqual(["'=cmd.css~", '*~'])
})

test('the summary tells the verdict and the errors, and names cannot act in it', async () => {
  using folder = layFiles({ 'a|`<b>.css': 'a{background:url(gone.png)}' })
  const text = await exported(folder.path, 'markdown')
  expect([text.split('\n')[0], text.includes('\n1. ``a\\|`<b>.css:1:18`` ValueError: The file')]).toEqual([
    '# collectstatic would fail at ``a\\|`<b>.css``',
    true,
  ])
})

test('the document is that of the command line', async () => {
  using folder = layFiles({ 'a.css': 'a{}' })
  expect(JSON.parse(await exported(folder.path, 'json'))).toMatchObject({
    schema: 'staticscope/preview@1',
    files: [{ name: 'a.css' }],
  })
})

test('a title becomes a plain file name', async () => {
  using folder = layFiles({ 'a.css': '' })
  const preview = await previewFolders(folder.path)
  const view = { kind: 'file', items: function* () {} } as const
  expect(['Shop Ü', '../../x', '…'].map((title) => prepareExport(preview, title, 'csv', view).fileName)).toEqual([
    'static-files-shop-u.csv',
    'static-files-x.csv',
    'static-files-preview.csv',
  ])
})
