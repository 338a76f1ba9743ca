import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { differences } from './differences.ts'
import { formatJson, parseOrderedJson } from './ordered-json.ts'
import { runVectorFile } from './run-vector-file.ts'

const home = mkdtempSync(join(tmpdir(), 'staticscope-vectors-test-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

const RECORDED = join(import.meta.dirname, '../../parity/vectors/found.json')
const OWN = `{"versions": {"5.2.19": {"python": "3.12.1"}}, "count": 1, "cases": [{
  "id": "own", "kind": "own", "staticUrl": "/static/", "jsModules": false, "files": {"2": "b", "1": "a"},
  "results": [{"versions": ["5.2.19"], "result": {
    "manifest": {"paths": {"1": "1.0cc175b9c0f1", "2": "2.92eb5ffee6ae"}, "version": "1.1", "hash": "8f1c6a8b28d4", "md5": "x"},
    "outputs": {}, "summary": "2 static files copied to '<root>/out', 2 post-processed."}}]}]}`

describe('the runner of vectors', () => {
  it('passes what real Django did', async () => {
    expect(await outcomeOf(readFileSync(RECORDED, 'utf8'))).toMatchObject({ failed: 0, skipped: null })
  })

  it.each([
    ['the type of an error', '"ValueError"', '"TypeError"'],
    ['a letter of stderr', 'failed!', 'failed?'],
    ['a key that is not there', '{"error":', '{"extra": ["x"], "error":'],
    ['a key that is missing', '"stderr":', '"stdout":'],
  ])('fails on a change of %s', async (_, from, to) => {
    const text = readFileSync(RECORDED, 'utf8')
    expect(text).toContain(from)
    expect((await outcomeOf(text.replaceAll(from, to))).failed).toBeGreaterThan(0)
  })

  it('fails on the md5 of a manifest, and names the place', async () => {
    const printed: string[] = []
    const { failed } = await outcomeOf(OWN, printed)
    expect(failed).toBe(1)
    expect(printed.join('\n')).toContain('manifest["md5"]')
  })

  it('refuses a file of another format', async () => {
    await expect(outcomeOf('{"cases": [{"id": "x"}]}')).rejects.toThrow('none of the five formats')
  })
})

describe('differences', () => {
  it('see the order of keys in a manifest, and nowhere else', () => {
    const one = parseOrderedJson('{"paths": {"b": "1", "a": "2"}, "tree": {"b": "1", "a": "2"}}')
    const other = parseOrderedJson('{"paths": {"a": "2", "b": "1"}, "tree": {"a": "2", "b": "1"}}')
    expect(differences(one, other).map(({ place }) => place)).toEqual(['paths (order of keys)'])
  })

  it('tell an absent key from null', () => {
    expect(differences(parseOrderedJson('{"a": null}'), parseOrderedJson('{}'))).toHaveLength(1)
  })
})

describe('ordered JSON', () => {
  it.each(['{"2": 1, "1": [true, null, -0.5], "__proto__": {}}', '"\\udc80"', '{"a": "\\ud83d\\ude00\\u0000"}'])(
    'keeps %s as it is',
    (text) => {
      expect(formatJson(parseOrderedJson(text))).toBe(text)
    },
  )

  it.each(['{', '[1,]', '{"a" 1}', '1 2', "'a'", '{"a": nul}'])('refuses %s', (text) => {
    expect(() => parseOrderedJson(text)).toThrow(SyntaxError)
  })
})

let files = 0

function outcomeOf(text: string, printed: string[] = []) {
  const path = join(home, `${++files}.json`)
  writeFileSync(path, text)
  return runVectorFile(path, '', (line) => printed.push(line))
}
