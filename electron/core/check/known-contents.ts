import { runAtPace } from '../../../shared/analysis/pace.ts'
import type { ReleaseFile } from '../../../shared/model/release.ts'
import type { DjangoSettings } from '../collect/collect-settings.ts'
import { djangoSettingsOf, optionsOf } from '../collect/django-settings-of.ts'
import { screenOf } from '../collect/files-to-examine.ts'
import { type Candidates, findCandidates } from '../collect/find-candidates.ts'
import { type KnownFolders, systemClock, type WorkContext } from '../collect/preview-context.ts'
import type { PreviewRequest } from '../collect/preview-result.ts'
import { noRewrites } from '../collect/remember-rewrites.ts'
import type { DiskContent } from '../files/file-content.ts'
import { RealDisk } from '../files/real-disk.ts'
import { VirtualDisk } from '../files/virtual-disk.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import type { Screen } from '../jobs/examine-bytes.ts'
import type { FactStore } from '../releases/fact-store.ts'

/** So many are asked of the cache, or kept in it, at once. */
const AT_ONCE = 1000

/** A content, and the key under which it is kept what reading it told. */
type NamedContent = { readonly content: DiskContent; readonly screen: Screen; readonly key: string }

/**
 * The folder of a laid release as it is walked, with what is known of its contents by their SHA-256, so that what two
 * releases share is read once.
 * @param request of the folder that the release was laid into
 * @throws InspectorError cancelled, and what a walk throws
 */
export async function knownContents(
  request: PreviewRequest,
  files: readonly ReleaseFile[],
  { facts, signal }: WorkContext,
): Promise<{ readonly known: KnownFolders; readonly unread: readonly NamedContent[] }> {
  const slices = new TimeSlices(signal)
  const settings = djangoSettingsOf(request, null)
  const disk = new RealDisk(request.settings.order)
  const walk = findCandidates(new VirtualDisk(disk, systemClock()), settings, optionsOf(request.settings, false))
  const candidates = await runAtPace(walk, slices)
  const laid = contentsByHash(candidates, files, settings)
  for (let from = 0; facts !== null && from < laid.length; from += AT_ONCE) {
    const some = laid.slice(from, from + AT_ONCE)
    const kept = facts.loadRewrites(some.map(({ key }) => key))
    for (const { content, key } of some) learn(content, kept.get(key))
    if (slices.isOver) await slices.rest()
  }
  return {
    known: { disk, candidates, rewrites: noRewrites() },
    unread: laid.filter((one) => !isRead(one)),
  }
}

/** Keeps what reading contents told that were not known. @throws InspectorError cancelled */
export async function keepContents(laid: readonly NamedContent[], { facts, signal }: WorkContext): Promise<void> {
  const slices = new TimeSlices(signal)
  for (let from = 0; facts !== null && from < laid.length; from += AT_ONCE) {
    const some = laid.slice(from, from + AT_ONCE).filter(isRead)
    facts.saveRewrites(some.map(({ content, key }) => [key, pack(content)] as const))
    if (slices.isOver) await slices.rest()
  }
}

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

/**
 * The contents of a walked folder with the SHA-256 that a release has of them. A file that has not the release's bytes, such
 * as the stand-in for a film, is left out.
 */
export function contentsByHash(
  candidates: Candidates,
  files: readonly ReleaseFile[],
  settings: DjangoSettings,
): NamedContent[] {
  return files.flatMap(({ name, source }) => {
    const content = candidates.winners.get(name)?.content ?? null
    if (content === null || source === null || content.size !== source.size) return []
    const screen = screenOf(name, settings)
    return [{ content, screen, key: `content\0${screen ?? ''}\0${source.hash}` }]
  })
}

/** An answer from the cache knows the MD5 alone. */
function isRead({ content, screen }: NamedContent): boolean {
  return content.md5 !== null && (screen === null || content.mayRefer !== null)
}

const PACKED = /^([0-9a-f]{32})([01-])([01-])$/
const FLAGS: Readonly<Record<string, boolean | null>> = { '0': false, '1': true, '-': null }

function pack({ md5, utf8, mayRefer }: DiskContent): string {
  return `${md5 ?? ''}${flag(utf8)}${flag(mayRefer)}`
}

function flag(value: boolean | null): string {
  return value === null ? '-' : value ? '1' : '0'
}

function learn(content: DiskContent, packed: string | undefined): void {
  const [, md5, utf8, mayRefer] = (packed === undefined ? null : PACKED.exec(packed)) ?? []
  if (md5 === undefined) return
  content.md5 = md5
  content.utf8 = FLAGS[utf8 ?? '-'] ?? null
  content.mayRefer = FLAGS[mayRefer ?? '-'] ?? null
}
