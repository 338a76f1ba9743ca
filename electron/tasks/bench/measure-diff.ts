import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeManifest } from '../../core/collect/manifest.ts'
import { rulesFor } from '../../core/collect/rules.ts'

/** What comparing two manifests of so many names took. Milliseconds and bytes. */
export type DiffFigures = { readonly names: number; readonly milliseconds: number; readonly peakMemory: number }

/** One in so many names has another hash in the newer manifest. */
const CHANGED = 20

/**
 * Opens and compares two manifests of so many names in a process of its own, without that process's start.
 * @param names how many each has
 */
export function measureDiff(names: number): DiffFigures {
  const folder = mkdtempSync(join(tmpdir(), 'staticscope-bench-diff-'))
  try {
    const [a, b] = [join(folder, 'a.json'), join(folder, 'b.json')]
    writeFileSync(a, manifestOf(names, 0))
    writeFileSync(b, manifestOf(names, 1))
    const answer = execFileSync(process.execPath, [join(import.meta.dirname, 'diff-manifests.ts'), a, b], {
      encoding: 'utf8',
    })
    return { names, ...(JSON.parse(answer) as Pick<DiffFigures, 'milliseconds' | 'peakMemory'>) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** A staticfiles.json with names as projects have them: some folders deep, some of them new in the newer release. */
function manifestOf(names: number, release: number): Uint8Array {
  const paths = new Map<string, string>()
  for (let at = 0; at < names; at++) {
    const folder = `app${at % 97}/static/vendor/package-${Math.floor(at / 400)}`
    const stem = `${folder}/module-${at + (at % 500 === 0 ? release * names : 0)}`
    const hash = ((at * 2_654_435_761 + (at % CHANGED === 0 ? release : 0)) % 2 ** 48).toString(16).padStart(12, '0')
    paths.set(`${stem}.js`, `${stem}.${hash}.js`)
  }
  return makeManifest(paths, rulesFor('5.2').rules).bytes
}
