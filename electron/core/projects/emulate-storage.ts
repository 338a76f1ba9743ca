import type { NotEmulated } from '../../../shared/model/settings-card.ts'
import type { StorageKind } from '../../../shared/model/storage-kinds.ts'
import { hashesNames, type StorageSettings } from '../collect/collect-settings.ts'
import { MANIFEST_NAME, type StorageTraits, USUAL_TRAITS } from '../collect/storage-traits.ts'
import { doubtAbout } from './doubts.ts'
import { emulateOverrides } from './emulate-overrides.ts'
import { emulatePatterns } from './emulate-patterns.ts'
import type { ProjectFacts, ReadClass, ReadStorage } from './reader-answer.ts'

/** The storage of a preview that comes nearest to the project's own, and where the two may differ. */
export type EmulatedStorage = StorageSettings & {
  /** Where a storage on disk writes to; empty if nowhere is configured; null for a remote one. */
  readonly location: string | null
  readonly notEmulated: readonly NotEmulated[]
}

type Built = NonNullable<ReadStorage['built']>

const DJANGO = 'django.contrib.staticfiles.storage'

/** Classes whose rules the engine knows, the special before the general; the mixin makes a manifest of any storage. */
const KNOWN: readonly (readonly [pattern: RegExp, kind: StorageKind])[] = [
  [/^whitenoise\.storage\.CompressedManifestStaticFilesStorage$/, 'whitenoise-manifest'],
  [/^whitenoise\.storage\.CompressedStaticFilesStorage$/, 'whitenoise'],
  [/^storages\.backends\.s3(?:boto3)?\.S3(?:Boto3)?ManifestStaticStorage$/, 's3-manifest'],
  [/^django\.contrib\.staticfiles\.storage\.ManifestStaticFilesStorage$/, 'manifest'],
  [/^django\.contrib\.staticfiles\.storage\.StaticFilesStorage$/, 'plain'],
]

/** Values that the emulation takes from Django, and what they decide. */
const FIXED_VALUES: Readonly<Record<string, string>> = { manifest_version: 'the version in the manifest' }

/** Chooses the kind that a project's storage is emulated by, from its ancestry and the values of the object that Django built. */
export function emulateStorage(facts: ProjectFacts): EmulatedStorage {
  const { storage, staticRoot } = facts
  const { built, backend } = storage
  if (built === null) {
    const kind = KNOWN.find(([pattern]) => pattern.test(backend))?.[1]
    const doubts = kind === undefined ? [doubtAbout(backend, undefined, 'everything: it could not be built')] : []
    return {
      ...PLAIN,
      kind: kind ?? 'plain',
      location: kind === 's3-manifest' ? null : staticRoot,
      notEmulated: doubts,
    }
  }
  const { ancestry, values, isFileSystem } = built
  const known = KNOWN.find(([pattern]) => ancestry.some((name) => pattern.test(name)))
  const hasManifest = ancestry.includes(`${DJANGO}.ManifestFilesMixin`)
  const location = isFileSystem ? textOf(values['location']) : null
  const manifest = manifestPlace(built, location)
  const kind = kindOf(known?.[1], hasManifest, isFileSystem, manifest.folder)
  const overrides = emulateOverrides(built, facts.pipelinePackages)
  const patterns = hashesNames(kind) ? emulatePatterns(built, facts.django) : { patterns: null, doubts: [] }
  const isRelease = kind === 'release-manifest'
  return {
    kind,
    jsModules: values['support_js_module_import_aggregation'] === true,
    maxPasses: typeof values['max_post_process_passes'] === 'number' ? values['max_post_process_passes'] : 5,
    manifestStrict: values['manifest_strict'] !== false,
    keepOnlyHashed: values['keep_only_hashed_files'] === true,
    releaseId: isRelease ? manifest.folder : null,
    traits: {
      ...overrides.traits,
      className: ownClass(built),
      baseUrl: baseUrlOf(built, facts.staticUrl),
      manifestName: textOf(values['manifest_name']) || MANIFEST_NAME,
      manifestFolder: isRelease ? null : manifest.folder,
      patterns: patterns.patterns,
      keepsIntermediate: values['keep_intermediate_files'] === true,
      compression: facts.compression ?? USUAL_TRAITS.compression,
      fileMode: modeOf(values['file_permissions_mode']),
      folderMode: modeOf(values['directory_permissions_mode']),
    },
    location,
    notEmulated: [
      ...overrides.doubts,
      ...attributesOf(built),
      ...unknownBase(storage, known?.[1], hasManifest, isFileSystem),
      ...patterns.doubts,
      ...manifest.doubts,
    ],
  }
}

/** What holds for a storage of which nothing but the name is known. */
const PLAIN: EmulatedStorage = {
  kind: 'plain',
  jsModules: false,
  maxPasses: 5,
  manifestStrict: true,
  keepOnlyHashed: false,
  releaseId: null,
  traits: USUAL_TRAITS,
  location: null,
  notEmulated: [],
}

function kindOf(
  known: StorageKind | undefined,
  hasManifest: boolean,
  isFileSystem: boolean,
  manifestFolder: string | null,
): StorageKind {
  // A folder below that of the files is what a release has for itself.
  if (known === 'manifest' && manifestFolder !== null && !manifestFolder.startsWith('/')) return 'release-manifest'
  if (known !== undefined) return known
  if (!hasManifest) return 'plain'
  return isFileSystem ? 'manifest' : 's3-manifest'
}

/** Values that a project's class sets and the emulation does not follow. */
function attributesOf(built: ReadClass): NotEmulated[] {
  return built.attributes.flatMap((name) => {
    const parts = FIXED_VALUES[name]
    return parts === undefined ? [] : [doubtAbout(ownClass(built), undefined, parts)]
  })
}

function unknownBase(
  { backend, built }: ReadStorage,
  known: StorageKind | undefined,
  hasManifest: boolean,
  isFileSystem: boolean,
): NotEmulated[] {
  if (built === null || known !== undefined) return []
  if (built.ancestry.some((name) => name.startsWith('storages.backends.s3'))) return []
  if (hasManifest && isFileSystem) return []
  const what = isFileSystem ? 'what the storage does to files' : 'names, URLs and operations of this remote storage'
  return [doubtAbout(backend, undefined, what)]
}

/**
 * The manifest's folder: relative if it lies below that of the files, else absolute; null for the same one. A release id
 * cannot be longer than 200.
 */
function manifestPlace(
  built: Built,
  location: string | null,
): { readonly folder: string | null; readonly doubts: readonly NotEmulated[] } {
  const { manifestStorage } = built
  if (manifestStorage === null) return { folder: null, doubts: [] }
  const { location: folder, class: name } = manifestStorage
  if (folder === null)
    return { folder: null, doubts: [doubtAbout(ownClass(built), undefined, `where the manifest goes (${name})`)] }
  if (folder === location) return { folder: null, doubts: [] }
  const below = location === null || location === '' ? null : folderBelow(folder, location)
  return { folder: below ?? folder, doubts: [] }
}

function folderBelow(folder: string, location: string): string | null {
  const below = folder.startsWith(`${location}/`) ? folder.slice(location.length + 1) : ''
  return below !== '' && below.length <= 200 ? below : null
}

/** The storage's own base URL: one in its OPTIONS, or where a remote storage is reached by a name of one's own. */
function baseUrlOf({ isFileSystem, values }: Built, staticUrl: string | null): string | null {
  if (isFileSystem) {
    const url = textOf(values['base_url'])
    return url !== '' && url !== staticUrl ? url : null
  }
  const domain = textOf(values['custom_domain'])
  if (domain === '') return null
  const location = textOf(values['location']).replace(/^\/+|\/+$/g, '')
  return `${textOf(values['url_protocol']) || 'https:'}//${domain}/${location === '' ? '' : `${location}/`}`
}

function ownClass({ ancestry }: ReadClass): string {
  return ancestry[0] ?? ''
}

function modeOf(value: unknown): StorageTraits['fileMode'] {
  return typeof value === 'number' ? value : null
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
