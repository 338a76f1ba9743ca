import { expect, test } from 'vitest'
import { collectSettingsSchema, type CollectSettings } from '../../../../shared/model/collect-settings.ts'
import { type LaidFile, layFiles } from '../../files/lay-files.ts'
import { previewStatic } from '../preview-static.ts'

/** Codes and names of the findings of a folder. */
async function findingsOf(
  files: Readonly<Record<string, LaidFile>>,
  settings: Partial<CollectSettings> = {},
): Promise<readonly string[]> {
  using folder = layFiles(files)
  const preview = await previewStatic(
    {
      settings: collectSettingsSchema.parse(settings),
      sources: [{ kind: 'directory', path: folder.path, prefix: '' }],
      staticRoot: null,
    },
    { signal: new AbortController().signal, report: () => undefined, facts: null },
  )
  return preview.findings.map(({ code, name, target }) => `${code} ${name}${target === null ? '' : ` → ${target}`}`)
}

test('a query on a CSS target takes the hash from before rewriting', async () => {
  expect(
    await findingsOf(
      { 'a.css': '@import url("b.css?v=1");', 'b.css': 'url(x.png)', 'x.png': '1' },
      { order: 'sorted' },
    ),
  ).toEqual(['hash-before-rewrite a.css → b.css?v=1'])
})

test('a query on a CSS target without references of its own is harmless', async () => {
  expect(await findingsOf({ 'a.css': '@import url("b.css?v=1");', 'b.css': 'c{}' })).toEqual([])
})

test('a slash in a query leaves the reference unhashed', async () => {
  expect(await findingsOf({ 'a.css': 'url(x.png?a=/b)', 'x.png': '1' })).toEqual([
    'query-with-slash a.css → x.png?a=/b',
  ])
})

test('a backslash loses its folder', async () => {
  expect(await findingsOf({ 'a.css': 'url(sub\\x.png)', 'sub/x.png': '1' })).toEqual([
    'backslash-path a.css → sub\\x.png',
  ])
})

test('source map comments that point elsewhere are deleted by 4.0 to 4.2 alone', async () => {
  const files = { 'a.js': 'x()\n//# sourceMappingURL=data:application/json,{}' }
  expect([await findingsOf(files, { django: '4.2' }), await findingsOf(files, { django: '5.0' })]).toEqual([
    ['deleted-source-map-comment a.js → data:application/json,{}'],
    [],
  ])
})

test('a url() inside a data URI is corrupted until 5.2', async () => {
  const files = { 'a.css': 'a { background: url("data:image/svg+xml,x url(%23b) url(%23c)") }' }
  expect([await findingsOf(files, { django: '5.2' }), await findingsOf(files, { django: '6.0' })]).toEqual([
    ['corrupted-data-uri a.css → #c'],
    [],
  ])
})

test('an import after an export is hashed twice with the module option', async () => {
  const files = { 'z.js': 'const x=1;export {x};\nimport y from "./m.js";\n', 'm.js': 'export const y = 1' }
  expect(await findingsOf(files, { django: '5.2', jsModules: true, order: 'sorted' })).toEqual([
    'double-hash z.js → m.c56aeb9acd0c.js',
  ])
})

test('names that percent signs, backslashes or case make ambiguous are told', async () => {
  expect(
    await findingsOf({ 'a b.txt': '1', 'a%20b.txt': '1', 'X.txt': '1', 'x.txt': '2' }, { order: 'sorted' }),
  ).toEqual(['name-clash a%20b.txt → a b.txt', 'percent-name a%20b.txt → a b.txt', 'case-collision x.txt → X.txt'])
})

test('a chain that settles only in one folder order is told, also when it passes here', async () => {
  const chain = (length: number, forwards: boolean): Record<string, string> =>
    Object.fromEntries(
      Array.from({ length }, (_, index) => {
        const name = (at: number): string => `${String.fromCharCode(97 + (forwards ? at : length - at))}.css`
        return [name(index), index === length - 1 ? 'x{}' : `url(${name(index + 1)})`]
      }),
    )
  const settle = async (length: number): Promise<readonly string[]> =>
    (await findingsOf(chain(length, false))).filter((found) => found.startsWith('order'))
  expect([(await settle(6)).length, (await settle(7)).length]).toEqual([0, 1])
})

test('a newer Django than the rules know is answered with the newest rules, and said', async () => {
  expect(await findingsOf({ 'a.txt': '1' }, { django: '7.0' })).toEqual(['newer-django '])
})
