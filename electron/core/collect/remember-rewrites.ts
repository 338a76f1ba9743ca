import { patternsKeyOf } from './patterns-key.ts'
import type { DjangoSettings } from './collect-settings.ts'
import { screenOf } from './files-to-examine.ts'
import type { Candidates } from './find-candidates.ts'
import type { PreviewContext } from './preview-context.ts'
import { packRewrites, rewriteKey, type RewriteMemory, unpackRewrites } from './rewrite-memory.ts'

/** Rewritings at hand for a run, and how many of each came from the cache, so that only what is new is written back. */
export type RecalledRewrites = { readonly memory: RewriteMemory; readonly recalled: Map<string, number> }

/** Nothing at hand yet. */
export function noRewrites(): RecalledRewrites {
  return { memory: new Map(), recalled: new Map() }
}

/** Rewritings that earlier runs recorded for the files of this one. Whether they still hold is asked when they are used. @throws InspectorError cancelled */
export async function recallRewrites(
  candidates: Candidates,
  settings: DjangoSettings,
  context: PreviewContext,
  { memory, recalled }: RecalledRewrites,
): Promise<void> {
  const { facts } = context
  if (facts === null) return
  const patternsKey = patternsKeyOf(settings)
  const keys: string[] = []
  for (const [name, { content }] of candidates.winners) {
    if (content === null || content.mayRefer !== true || content.md5 === null) continue
    if (screenOf(name, settings) === null) continue
    const key = rewriteKey(content.md5, name, patternsKey)
    if (!memory.has(key)) keys.push(key)
  }
  for (let at = 0; at < keys.length; at += BATCH) {
    await context.rest()
    for (const [key, text] of facts.loadRewrites(keys.slice(at, at + BATCH))) {
      const recorded = unpackRewrites(text)
      memory.set(key, recorded)
      recalled.set(key, recorded.length)
    }
  }
}

/** So many are read or written in one go. */
const BATCH = 64

/** Keeps what this run recorded anew. @throws InspectorError cancelled */
export async function keepRewrites({ memory, recalled }: RecalledRewrites, context: PreviewContext): Promise<void> {
  if (context.facts === null) return
  const fresh = [...memory].filter(([key, recorded]) => recorded.length !== recalled.get(key))
  for (let at = 0; at < fresh.length; at += BATCH) {
    const batch = fresh.slice(at, at + BATCH)
    context.facts.saveRewrites(batch.map(([key, recorded]) => [key, packRewrites(recorded)] as const))
    for (const [key, recorded] of batch) recalled.set(key, recorded.length)
    await context.rest()
  }
}
