import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import type { Corpus } from './prepare-corpus.ts'

/** What a step took, all threads together, and the longest block of the engine meanwhile, in milliseconds. */
type Taken = { readonly milliseconds: number; readonly processor: number; readonly longestBlock: number }

/** How reading the references of the corpus goes, in a process of its own and without the preview before it. */
export type ReferenceFigures = {
  /** On all threads, with nothing remembered, and again with everything. */
  readonly cold: Taken
  readonly warm: Taken
  /** The whole check behind a preview, with readings remembered. */
  readonly check: Taken
}

/** Reads the references of the corpus as browsers do, and checks them. */
export function measureReferences({ sources }: Corpus): ReferenceFigures {
  const words = sources.map(([prefix, path]) => `${prefix}=${path}`)
  const answer = execFileSync(process.execPath, [join(import.meta.dirname, 'check-corpus.ts'), ...words], {
    encoding: 'utf8',
  })
  return JSON.parse(answer) as ReferenceFigures
}
