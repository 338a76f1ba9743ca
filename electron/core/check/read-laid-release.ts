import { runAtPace } from '../../../shared/analysis/pace.ts'
import type { ReleaseFile } from '../../../shared/model/release.ts'
import { ContentReader } from '../collect/content-reader.ts'
import { djangoSettingsOf, optionsOf } from '../collect/django-settings-of.ts'
import { screenOf } from '../collect/files-to-examine.ts'
import { findCandidates } from '../collect/find-candidates.ts'
import { type KnownFolders, systemClock, type WorkContext } from '../collect/preview-context.ts'
import type { PreviewRequest } from '../collect/preview-result.ts'
import { noRewrites } from '../collect/remember-rewrites.ts'
import { digestOf } from '../files/digest-of.ts'
import { RealDisk } from '../files/real-disk.ts'
import { VirtualDisk } from '../files/virtual-disk.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import { mayHoldReferences } from '../references/read-references.ts'
import type { FactStore } from '../releases/fact-store.ts'

/**
 * Walks the folder that a release was laid into, and reads each file in which references are looked for, holding its bytes
 * against the SHA-256 that the release has of them: what is read of a damaged content would be told of the author's, and
 * kept. Of any other file the bytes decide no finding.
 * @param request of the folder
 * @returns what a preview of the folder begins with; a text names a file that is damaged
 * @throws InspectorError cancelled, unreadable, and what a walk throws
 */
export async function readLaidRelease(
  request: PreviewRequest,
  files: readonly ReleaseFile[],
  work: WorkContext,
): Promise<KnownFolders | string> {
  const slices = new TimeSlices(work.signal)
  const settings = djangoSettingsOf(request, null)
  const disk = new RealDisk(request.settings.order)
  const walk = findCandidates(new VirtualDisk(disk, systemClock()), settings, optionsOf(request.settings, false))
  const candidates = await runAtPace(walk, slices)
  const laid = files.flatMap(({ name, source }) => {
    const content = mayHoldReferences(name) ? (candidates.winners.get(name)?.content ?? null) : null
    return content === null || source === null ? [] : [{ name, content, hash: source.hash }]
  })
  const reader = new ContentReader({ ...work, facts: null, rest: () => slices.restIfOver() }, HASH)
  try {
    for (const { name, content } of laid) reader.add(content, screenOf(name, settings), null)
    await reader.finish(laid.length)
  } finally {
    reader.stop()
  }
  const damaged = laid.find(({ content, hash }) => digestOf(content, HASH) !== hash)
  if (damaged !== undefined)
    return `The bytes of ${damaged.name} in the release store are not those that were kept. A check of the store names the releases that use them; take them again where you can.`
  return { disk, candidates, rewrites: noRewrites() }
}

/** Contents of the release store are called by it. */
const HASH = 'sha256'

/** The cache without what it knows by paths: a temporary folder is not worth remembering. */
export function withoutPaths(facts: FactStore | null): FactStore | null {
  if (facts === null) return null
  return {
    knows: () => false,
    load: () => new Map(),
    save: () => undefined,
    loadRewrites: (keys) => facts.loadRewrites(keys),
    saveRewrites: (rewrites) => facts.saveRewrites(rewrites),
    prune: () => facts.prune(),
    close: () => facts.close(),
  }
}
