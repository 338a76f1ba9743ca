import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { collectSettingsSchema } from '../../../shared/model/collect-settings.ts'
import type { KnownFolders } from '../collect/preview-context.ts'
import type { Preview, PreviewRequest } from '../collect/preview-result.ts'
import { previewStatic } from '../collect/preview-static.ts'
import { layFiles } from '../files/lay-files.ts'
import { ProjectWatch } from './project-watch.ts'

const FOLDERS = ['one', 'one/deep', 'two', 'one/deep/er'] as const
const NAMES = ['a.css', 'b.css', 'c.js', 'd.svg', '.hidden', 'e.css~'] as const
const TEXTS = ['a {}', 'a { background: url(d.svg) }', '@import "b.css";', 'x', 'y'] as const

const folder = fc.constantFrom(...FOLDERS)
const name = fc.constantFrom(...NAMES)
const change = fc.oneof(
  fc.record({ kind: fc.constant('write' as const), folder, name, text: fc.constantFrom(...TEXTS) }),
  fc.record({ kind: fc.constant('replace' as const), folder, name, text: fc.constantFrom(...TEXTS) }),
  fc.record({ kind: fc.constant('remove' as const), folder, name }),
  fc.record({ kind: fc.constant('move folder' as const), folder, to: folder }),
  fc.record({ kind: fc.constant('remove folder' as const), folder }),
  fc.record({ kind: fc.constant('link' as const), folder, name, to: folder }),
)
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never

/** Carries a change out; one that cannot be, such as a move into itself, changes nothing. */
function carryOut(root: string, change: Change): void {
  const at = join(root, change.folder)
  try {
    switch (change.kind) {
      case 'write':
        mkdirSync(at, { recursive: true })
        writeFileSync(join(at, change.name), change.text)
        return
      case 'replace':
        mkdirSync(at, { recursive: true })
        writeFileSync(join(root, 'aside'), change.text)
        renameSync(join(root, 'aside'), join(at, change.name))
        return
      case 'remove':
        rmSync(join(at, change.name))
        return
      case 'move folder':
        mkdirSync(dirname(join(root, change.to)), { recursive: true })
        renameSync(at, join(root, change.to))
        return
      case 'remove folder':
        rmSync(at, { recursive: true })
        return
      case 'link':
        symlinkSync(join(root, 'outside', change.to), join(at, change.name))
    }
  } catch {
    // Not possible in this state.
  }
}

function preview(request: PreviewRequest, known: KnownFolders | null): Promise<Preview> {
  const signal = new AbortController().signal
  return previewStatic(request, { signal, report: () => undefined, facts: null, workers: 1, known })
}

/** All that a preview says, without what it was made from. */
function said({ evidence: _evidence, manifest, ...rest }: Preview): unknown {
  return { ...rest, manifest: manifest === null ? null : Buffer.from(manifest.bytes).toString() }
}

test('a refresh after any changes says the same as a preview from nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(change, { minLength: 1, maxLength: 3 }), { maxLength: 5 }), async (rounds) => {
      using laid = layFiles({ 'one/a.css': 'a { background: url(d.svg) }', 'one/d.svg': '<svg/>', 'two/c.js': 'c()' })
      for (const name of FOLDERS) mkdirSync(join(laid.path, 'outside', name), { recursive: true })
      writeFileSync(join(laid.path, 'outside/two/linked.css'), 'l {}')
      const request: PreviewRequest = {
        settings: collectSettingsSchema.parse({}),
        sources: ['one', 'two'].map((label) => ({ kind: 'app', label, path: join(laid.path, 'app', label) })),
        staticRoot: null,
      }
      for (const label of ['one', 'two']) {
        mkdirSync(join(laid.path, 'app', label), { recursive: true })
        symlinkSync(join(laid.path, label), join(laid.path, 'app', label, 'static'))
      }
      const watch = new ProjectWatch(await preview(request, null), () => undefined)
      try {
        await watch.look()
        for (const changes of rounds) {
          for (const change of changes) carryOut(laid.path, change)
          const refreshed = await preview(request, await watch.take(request))
          expect(said(refreshed)).toEqual(said(await preview(request, null)))
          await watch.follow(refreshed)
        }
      } finally {
        watch.close()
      }
    }),
    { numRuns: 60 },
  )
}, 120_000)
