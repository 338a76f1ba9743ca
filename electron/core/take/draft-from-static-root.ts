import { isAbsolute } from 'node:path'
import { type HashTable, hashTable } from '../../../shared/analysis/undo-hashes.ts'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type { Origin, ReleaseFile, Unknown } from '../../../shared/model/release.ts'
import { plural } from '../../../shared/text/plural.ts'
import type { WorkContext } from '../collect/preview-context.ts'
import { MANIFEST_NAME } from '../collect/storage-traits.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import { baseName, joinPath } from '../python/posix-path.ts'
import type { ContentWriter } from '../releases/content-writer.ts'
import { compressedForms } from './compressed-forms.ts'
import { headOf, nameOnly } from './draft-from-manifest.ts'
import { rootOf } from './find-manifests.ts'
import { type FoundCollected, keepCollected } from './keep-collected.ts'
import { keepFileAt } from './keep-content.ts'
import { listFiles } from './list-files.ts'
import { pathsOf, type ReadManifest, readManifest, remarksOn } from './read-manifest.ts'
import { boundedRemarks, type ReleaseDraft } from './release-draft.ts'
import { sourceProof } from './source-of-output.ts'

/** A release that `collectstatic` has left behind. Paths are absolute Python strings. */
export type StaticRootSource = {
  readonly folder: string
  /** Which manifest: relative to the folder, or absolute for one that lies elsewhere; null for the only one, or none. */
  readonly manifest: string | null
  readonly origin: Origin
}

/**
 * Keeps a collected folder: what is served, and the author's bytes as far as they can be told. Only what the manifest
 * names is part of the release; without a manifest every file is.
 * @throws InspectorError damaged-manifest, bad-input for a choice that must be made, missing-folder, unreadable,
 *   changed-while-reading, disk-full, cancelled
 */
export async function draftFromStaticRoot(
  source: StaticRootSource,
  contents: ContentWriter,
  work: WorkContext,
): Promise<ReleaseDraft> {
  work.report({ step: 'Looking through the folder', done: 0, total: 0 })
  const { files, others } = await listFiles(source.folder, work.signal)
  const remarks = others.slice(0, 20).map((path) => `${path} is neither a file nor a link to one, and was left out.`)
  const manifests = files.filter((file) => baseName(file) === MANIFEST_NAME)
  const chosen = chosenManifest(source, manifests)
  if (chosen === null) return draftWithoutManifest(source, files, contents, work, remarks)
  const shown = isAbsolute(chosen) ? chosen : `${source.origin.display}/${chosen}`
  const manifest = await readManifest(isAbsolute(chosen) ? chosen : joinPath(source.folder, chosen), shown)
  return draftWithManifest(
    { source, manifest, shown, chosen, files, hasSiblings: manifests.length > 1 },
    contents,
    work,
    remarks,
  )
}

function chosenManifest({ folder, manifest }: StaticRootSource, found: readonly string[]): string | null {
  if (manifest !== null) {
    const inside = manifest.startsWith(`${folder}/`) ? manifest.slice(folder.length + 1) : manifest
    if (isAbsolute(inside) || found.some((path) => path.toWellFormed() === inside))
      return found.find((path) => path.toWellFormed() === inside) ?? inside
    throw new InspectorError('not-found', `There is no manifest ${inside} in ${folder}. Check its path.`)
  }
  const [only = null, ...more] = found
  if (more.length === 0) return only
  throw new InspectorError(
    'bad-input',
    `${folder} holds ${found.length} manifests, each of a release of its own. Choose one, or take all.`,
    { details: found.map((path) => `  ${path.toWellFormed()}`).join('\n') },
  )
}

type WithManifest = {
  readonly source: StaticRootSource
  readonly manifest: ReadManifest
  /** How the manifest is called. */
  readonly shown: string
  readonly chosen: string
  readonly files: readonly string[]
  readonly hasSiblings: boolean
}

async function draftWithManifest(
  { source, manifest, shown, chosen, files, hasSiblings }: WithManifest,
  contents: ContentWriter,
  work: WorkContext,
  remarks: readonly string[],
): Promise<ReleaseDraft> {
  const all = new Set(files)
  const paths = new Map(pathsOf(manifest))
  const root = isAbsolute(chosen) ? '' : rootOf(chosen, paths, all)
  const there =
    root === ''
      ? all
      : new Set(files.flatMap((file) => (file.startsWith(`${root}/`) ? [file.slice(root.length + 1)] : [])))
  const folder = root === '' ? source.folder : joinPath(source.folder, root)
  const table: HashTable = hashTable(paths)
  const found: FoundCollected = {
    folder,
    there,
    table,
    proof: sourceProof(folder, paths, manifest.version),
    sharesPlainCopies: hasSiblings,
  }
  const told: string[] = []
  const slices = new TimeSlices(work.signal)
  const rest = async (): Promise<void> => {
    if (slices.isOver) await slices.rest()
  }
  const kept: ReleaseFile[] = []
  for (const [name, hashedName] of paths) {
    kept.push(await keepCollected(name, hashedName, found, { contents, rest, told }))
    work.report({ step: 'Keeping files', done: kept.length, total: paths.size })
    await rest()
  }
  const unknowns: Unknown[] = []
  if (kept.some(({ isRecovered, source: own, output }) => isRecovered || (own === null && output !== null)))
    unknowns.push('sources')
  if (kept.length > 0 && kept.every(({ output }) => output === null)) unknowns.push('contents', 'sources', 'references')
  if (hasSiblings) unknowns.push('plain-copies')
  const left = leftOver(there, paths)
  if (left > 0)
    told.push(
      `${plural(left, 'file')} of the folder ${left === 1 ? 'is' : 'are'} not named in the manifest, and not part of the release.`,
    )
  return {
    head: headOf(manifest, source.origin, [...new Set(unknowns)]),
    remarks: () => boundedRemarks([...remarksOn(manifest, shown), ...remarks, ...told]),
    files: kept,
  }
}

/** Files that nothing in a manifest explains: of older releases, or put there by hand. */
function leftOver(there: ReadonlySet<string>, paths: ReadonlyMap<string, string>): number {
  const explained = new Set([...paths.keys(), ...paths.values()])
  let left = 0
  for (const file of there)
    if (!explained.has(file) && !explained.has(file.replace(/\.(?:gz|br)$/, '')) && baseName(file) !== MANIFEST_NAME)
      left++
  return left
}

/** A storage without hashes: every file is served under its own name. */
async function draftWithoutManifest(
  { folder, origin }: StaticRootSource,
  files: readonly string[],
  contents: ContentWriter,
  work: WorkContext,
  remarks: readonly string[],
): Promise<ReleaseDraft> {
  const there = new Set(files)
  const isForm = (file: string): boolean => /\.(?:gz|br)$/.test(file) && there.has(file.replace(/\.(?:gz|br)$/, ''))
  const slices = new TimeSlices(work.signal)
  const rest = async (): Promise<void> => {
    if (slices.isOver) await slices.rest()
  }
  const kept: ReleaseFile[] = []
  let ownHashes = 0
  for (const name of files) {
    if (isForm(name)) continue
    const { hash, size, md5 } = await keepFileAt(joinPath(folder, name), contents, rest)
    if (name.includes(`.${md5.slice(0, 12)}`)) ownHashes++
    const content = { hash, size }
    const compressed = await compressedForms(folder, name, there)
    kept.push({ ...nameOnly(name, null), source: content, output: content, plain: content, compressed })
    work.report({ step: 'Keeping files', done: kept.length, total: files.length })
    await rest()
  }
  const hint =
    ownHashes === 0
      ? []
      : [
          `${plural(ownHashes, 'file')} ${ownHashes === 1 ? 'has' : 'have'} the hash of its own bytes in the name, so a manifest storage wrote it, ` +
            'but its manifest is not here. Name the manifest too, and logical names are told apart.',
        ]
  return { head: headOf(null, origin, []), remarks: () => boundedRemarks([...remarks, ...hint]), files: kept }
}
