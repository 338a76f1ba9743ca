import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_COLLECT_SETTINGS } from '../../../shared/model/collect-settings.ts'
import { applyIntoRoot } from './apply-into-root.ts'
import { collectToFolder } from './collect-to-folder.ts'
import { planIntoRoot } from './plan-into-root.ts'
import type { PreviewRequest } from './preview-result.ts'

let home: string
let root: string
let request: PreviewRequest
const work = { signal: new AbortController().signal, report: () => undefined, facts: null, workers: 0 }

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'into-root-'))
  root = join(home, 'collected')
  lay('src/a.css', 'a { background: url(b.png) }')
  lay('src/b.png', 'b')
  request = {
    settings: DEFAULT_COLLECT_SETTINGS,
    sources: [{ kind: 'directory', path: join(home, 'src'), prefix: '' }],
    staticRoot: null,
  }
  await collectToFolder(request, root, { keepGoing: false }, work)
  lay('collected/left-over.txt', 'left over')
  lay('src/a.css', 'a { color: red }')
  utimesSync(join(home, 'src/a.css'), new Date(Date.now() + 5000), new Date(Date.now() + 5000))
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

describe('collecting into a STATIC_ROOT with files in it', () => {
  it('tells what would be new, overwritten and kept, and writes nothing', async () => {
    const before = tree()
    const { added, overwritten, removed, unchanged } = await planIntoRoot(request, root, work)
    expect({ added: added.length, overwritten: overwritten.toSorted(), removed, unchanged }).toEqual({
      added: 1,
      overwritten: ['a.css', 'staticfiles.json'],
      removed: [],
      unchanged: 4,
    })
    expect(tree()).toEqual(before)
  })

  it('does just that, as Django would, and keeps what it does not know', async () => {
    await applyIntoRoot(await planIntoRoot(request, root, work), { keepGoing: false }, work)
    expect(readFileSync(join(root, 'a.css'), 'utf8')).toBe('a { color: red }')
    expect(tree()).toEqual(expect.arrayContaining(['left-over.txt', 'b.png', 'staticfiles.json']))
    expect(tree().filter((name) => /^a\.[0-9a-f]{12}\.css$/.test(name))).toHaveLength(2)
    expect(readdirSync(home).toSorted()).toEqual(['collected', 'src'])
  })

  it('removes what --clear removes', async () => {
    const cleared = { ...request, settings: { ...request.settings, clear: true } }
    const plan = await planIntoRoot(cleared, root, work)
    expect(plan.removed).toContain('left-over.txt')
    await applyIntoRoot(plan, { keepGoing: false }, work)
    expect(tree()).toEqual(['a.7067b21ee6ee.css', 'a.css', 'b.92eb5ffee6ae.png', 'b.png', 'staticfiles.json'])
  })

  it('leaves everything as it was when it is cancelled before the files are put into place', async () => {
    const before = tree()
    const plan = await planIntoRoot(request, root, work)
    const stop = new AbortController()
    const applying = applyIntoRoot(plan, { keepGoing: false }, { ...work, signal: stop.signal })
    stop.abort()
    await expect(applying).rejects.toMatchObject({ code: 'cancelled' })
    expect({ tree: tree(), beside: readdirSync(home).toSorted() }).toEqual({
      tree: before,
      beside: ['collected', 'src'],
    })
  })

  it('says what is unfinished when a file cannot be put into place', async () => {
    const plan = await planIntoRoot(request, root, work)
    rmSync(join(root, 'staticfiles.json'))
    lay('collected/staticfiles.json/in-the-way', '')
    await expect(applyIntoRoot(plan, { keepGoing: false }, work)).rejects.toMatchObject({
      message: expect.stringContaining(
        '2 of 3 files are in place and 0 of 0 are removed; it stopped at staticfiles.json',
      ),
    })
    expect(readdirSync(home).toSorted()).toEqual(['collected', 'src'])
  })

  it('has another digest once a file that would be overwritten is another', async () => {
    const { digest } = await planIntoRoot(request, root, work)
    expect((await planIntoRoot(request, root, work)).digest).toBe(digest)
    writeFileSync(join(root, 'a.css'), 'something else')
    utimesSync(join(root, 'a.css'), new Date(0), new Date(0))
    expect((await planIntoRoot(request, root, work)).digest).not.toBe(digest)
  })
})

function lay(path: string, text: string): void {
  mkdirSync(dirname(join(home, path)), { recursive: true })
  writeFileSync(join(home, path), text)
}

function tree(): string[] {
  return readdirSync(root, { recursive: true }).map(String).toSorted()
}
