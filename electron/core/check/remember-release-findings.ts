import { createHash } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { z } from 'zod'
import { checkFindingSchema } from '../../../shared/model/check.ts'
import { REVISION as ANSWER_REVISION } from '../collect/remember-answer.ts'
import type { ComparedSide } from '../compare/compared-side.ts'
import type { FactStore } from '../releases/fact-store.ts'
import type { ReleaseFindings } from './check-release.ts'
import { READERS_VERSION } from './read-files.ts'

/** Raised whenever a check tells other things of the same release, so that nobody gets what an older one has kept. */
const REVISION = 1

const keptSchema = z.object({ findings: z.array(checkFindingSchema), knowsPages: z.boolean() })

/**
 * The key of a release's findings: what they follow from, which is settings, pages, and each name with its author's bytes
 * and who ships it. Name, note and time do not count, so the findings of two releases that are the same are known at once.
 */
export function releaseFindingsKey({ release, files }: ComparedSide): string {
  const { settings, pages, providers } = release
  const digest = createHash('sha256')
  digest.update(JSON.stringify([REVISION, ANSWER_REVISION, READERS_VERSION, settings, pages, providers]))
  for (const { name, source, provider } of files) digest.update(JSON.stringify([name, source?.hash ?? null, provider]))
  return `findings of a release\0${digest.digest('hex')}`
}

/** Findings that were kept under a key; null if none were, or if they have another shape, since it is only a cache. */
export function recallReleaseFindings(key: string, facts: FactStore | null): ReleaseFindings | null {
  const packed = facts?.loadRewrites([key]).get(key)
  if (packed === undefined) return null
  try {
    const text = inflateRawSync(Buffer.from(packed, 'base64')).toString()
    const kept = keptSchema.safeParse(JSON.parse(text))
    return kept.success ? kept.data : null
  } catch {
    return null
  }
}

/** Keeps findings under their key. That nobody can tell them is not kept: it may hang on what can be read today. */
export function keepReleaseFindings(key: string, found: ReleaseFindings, facts: FactStore | null): void {
  if (facts === null || 'unknown' in found) return
  facts.saveRewrites([[key, deflateRawSync(JSON.stringify(found), { level: 3 }).toString('base64')]])
}
