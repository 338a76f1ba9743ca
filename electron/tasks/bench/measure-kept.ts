import { globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { collectSettingsSchema } from '../../../shared/model/collect-settings.ts'
import { openReleaseStore } from '../../core/releases/release-store.ts'
import { takeRelease } from '../../core/take/take-release.ts'
import { EngineSession } from './engine-session.ts'
import type { Corpus } from './prepare-corpus.ts'

/** How two kept releases of the corpus are compared in a running engine. Milliseconds. */
export type KeptTimes = {
  readonly files: number
  readonly changed: number
  /** From the wish to the finished comparison: both opened from the store, causes, ripple, cost. */
  readonly compared: number
  /** The processor time of that. */
  readonly processor: number
  /** From there to the first rows. */
  readonly rows: number
  readonly longestBlock: number
}

/** One in so many style sheets, scripts and pictures is edited in the newer release. */
const EDITED = 40
const NAMES = ['corpus 1', 'corpus 2'] as const

/** Takes the corpus as it is and with some edits, which a folder before it holds, and compares both from the store. */
export async function measureKept(corpus: Corpus): Promise<KeptTimes> {
  const home = mkdtempSync(join(tmpdir(), 'staticscope-kept-'))
  const session = new EngineSession()
  try {
    const directories = corpus.sources.map(([prefix, path]) => ({ kind: 'directory' as const, path, prefix }))
    const edits = { kind: 'directory' as const, path: layEdits(corpus, home), prefix: '' }
    const store = openReleaseStore(join(session.data, 'releases'))
    for (const [at, name] of NAMES.entries()) {
      const sources = at === 0 ? directories : [edits, ...directories]
      const request = { settings: collectSettingsSchema.parse({}), sources, staticRoot: null }
      const origin = { kind: 'folders', display: 'corpus', commit: null } as const
      const source = { kind: 'preview', request, origin, card: null, keepGoing: true, remarks: [] } as const
      const work = { signal: new AbortController().signal, report: () => undefined, facts: null }
      await takeRelease(source, { name, note: '', labels: [] }, store, work)
    }
    store.close()
    return { files: corpus.files, ...(await session.compare(...NAMES)) }
  } finally {
    await session.close()
    rmSync(home, { recursive: true, force: true })
  }
}

/** A folder with edited copies of some files of the corpus, under their names. */
function layEdits({ sources }: Corpus, home: string): string {
  const folder = join(home, 'edits')
  for (const [prefix, path] of sources)
    for (const [at, name] of globSync('**/*.{css,js,svg}', { cwd: path }).toSorted().entries()) {
      if (at % EDITED !== 0) continue
      const place = join(folder, prefix, name)
      mkdirSync(dirname(place), { recursive: true })
      writeFileSync(place, Buffer.concat([readFileSync(join(path, name)), Buffer.from('\n')]))
    }
  return folder
}
