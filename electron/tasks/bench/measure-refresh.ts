import { cpSync, globSync, linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { collectSettingsSchema } from '../../../shared/model/collect-settings.ts'
import { EngineSession, median } from './engine-session.ts'
import type { Corpus } from './prepare-corpus.ts'

/** How a running engine does on the corpus, in milliseconds. */
export type RefreshTimes = {
  readonly coldLongestBlock: number
  readonly watchReady: number
  /** From the edit to the page's being told. */
  readonly told: number
  /** From the page's asking for a refresh to the new rows. */
  readonly refresh: number
  readonly refreshLongestBlock: number
}

/** Of files that are younger nothing is kept, which nobody's project is. */
const SETTLING_MS = 2500

/** Edits one style sheet of a copy of the corpus again and again, and refreshes. Middle of the edits. */
export async function measureRefresh(corpus: Corpus, edits: number): Promise<RefreshTimes> {
  const home = mkdtempSync(join(tmpdir(), 'staticscope-refresh-'))
  const session = new EngineSession()
  try {
    const sources = corpus.sources.map(([prefix, path], index) => {
      const copy = join(home, String(index))
      linkAll(path, copy)
      return { kind: 'directory' as const, path: copy, prefix }
    })
    const [sheet = ''] = globSync('**/*.min.css', { cwd: home })
    await after(SETTLING_MS)
    const request = { settings: collectSettingsSchema.parse({}), sources, staticRoot: null }
    const { id } = await session.host.openRequest(request, 'bench')
    const cold = await session.preview(id)
    const watchReady = await session.watch(id)
    const told: number[] = []
    const refreshed: { rows: number; longestBlock: number }[] = []
    for (let edit = 0; edit < edits; edit++) {
      told.push(
        await session.change(() => {
          // The file is shared with the corpus: another takes its place.
          rmSync(join(home, sheet))
          writeFileSync(join(home, sheet), `.edit-${edit} { color: red }`)
        }),
      )
      refreshed.push(await session.preview(id))
      await session.watch(id)
    }
    return {
      coldLongestBlock: cold.longestBlock,
      watchReady,
      told: median(told),
      refresh: median(refreshed.map(({ rows }) => rows)),
      refreshLongestBlock: median(refreshed.map(({ longestBlock }) => longestBlock)),
    }
  } finally {
    await session.close()
    rmSync(home, { recursive: true, force: true })
  }
}

/** A copy of a folder whose files are the same on the disk; across disks a real one. */
function linkAll(from: string, to: string): void {
  mkdirSync(to)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) linkAll(source, target)
    else if (entry.isFile()) {
      try {
        linkSync(source, target)
      } catch {
        cpSync(source, target)
      }
    }
  }
}
