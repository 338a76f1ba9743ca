import type { NotEmulated } from '../../../shared/model/settings-card.ts'
import type { StorageKind } from '../../../shared/model/storage-kinds.ts'
import type { StorageSettings } from '../collect/collect-settings.ts'
import type { ProjectFacts, ReadClass, ReadStorage } from './reader-answer.ts'

/** The storage of a preview that comes nearest to the project's own, and where the two may differ. */
export type EmulatedStorage = StorageSettings & {
  /** Where a storage on disk writes to; empty if nowhere is configured; null for a remote one. */
  readonly location: string | null
  /** The storage's own base URL where its OPTIONS name one that differs from STATIC_URL. */
  readonly baseUrl: string | null
  readonly notEmulated: readonly NotEmulated[]
}

const DJANGO = 'django.contrib.staticfiles.storage'

/** Classes whose rules the engine knows, the special before the general; the mixin makes a manifest of any storage. */
const KNOWN: readonly (readonly [pattern: RegExp, kind: StorageKind])[] = [
  [/^whitenoise\.storage\.CompressedManifestStaticFilesStorage$/, 'whitenoise-manifest'],
  [/^whitenoise\.storage\.CompressedStaticFilesStorage$/, 'whitenoise'],
  [/^storages\.backends\.s3(?:boto3)?\.S3(?:Boto3)?ManifestStaticStorage$/, 's3-manifest'],
  [/^django\.contrib\.staticfiles\.storage\.ManifestStaticFilesStorage$/, 'manifest'],
  [/^django\.contrib\.staticfiles\.storage\.StaticFilesStorage$/, 'plain'],
]

/** What a preview tells that a method has a say in. The first row that fits counts. */
const PARTS: readonly (readonly [method: RegExp, parts: string])[] = [
  [/^(?:file_hash|hashed_name|stored_name|hash_key|clean_name|_stored_name)$/, 'hashed names, the manifest and URLs'],
  [/^(?:url|_url|base_url)$/, 'URLs'],
  [/manifest/, 'the manifest'],
  [/^(?:url_converter|get_comment_blocks|is_in_comment|get_.*ignored.*)$/, 'rewritten references and hashed names'],
  [/post_process|compress|create_compressor|delete_files|make_helpful/, 'rewritten, hashed and compressed files'],
  [/.*/, 'which files are copied, and what is in them'],
]
/** Methods that say how a file is sent or kept and nothing of its name or content. */
const HARMLESS =
  /^(?:__init__|get_default_settings|get_object_parameters|_get_write_parameters|deconstruct|path|size|get_(?:accessed|created|modified)_time|listdir|connection|bucket|access_key.*|_get_security_token)$/
/** Values that the emulation takes from Django, and what they decide. */
const FIXED_VALUES: Readonly<Record<string, string>> = {
  default_template: 'how rewritten references are written',
  manifest_version: 'the version in the manifest',
}

/** Chooses the kind that a project's storage is emulated by, from its ancestry and the values of the object that Django built. */
export function emulateStorage({ storage, staticUrl, staticRoot }: ProjectFacts): EmulatedStorage {
  const { built, backend } = storage
  if (built === null) {
    const kind = KNOWN.find(([pattern]) => pattern.test(backend))?.[1]
    const doubts = kind === undefined ? [notEmulated(backend, 'everything: it could not be built')] : []
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
  const releaseId = releaseFolder(built.manifestLocation, location)
  const kind = kindOf(known?.[1], hasManifest, isFileSystem, releaseId)
  const doubts: NotEmulated[] = [
    ...overridesOf(built),
    ...attributesOf(built),
    ...unknownBase(storage, known?.[1], hasManifest, isFileSystem),
  ]
  if (values['manifest_name'] !== undefined && values['manifest_name'] !== 'staticfiles.json')
    doubts.push(notEmulated(ownClass(built), `the name of the manifest (${textOf(values['manifest_name'])})`))
  if (values['keep_intermediate_files'] === true && kind !== 'whitenoise-manifest')
    doubts.push(notEmulated(ownClass(built), 'intermediate copies, which are kept'))
  if (built.ownPatterns) doubts.push(notEmulated(ownClass(built), 'rewritten references: it has patterns of its own'))
  if (built.manifestLocation !== null && releaseId === null)
    doubts.push(notEmulated(ownClass(built), `where the manifest goes (${built.manifestLocation})`))
  if (releaseId !== null && kind !== 'release-manifest')
    doubts.push(notEmulated(ownClass(built), `where the manifest goes (${releaseId})`))
  const baseUrl = textOf(values['base_url'])
  return {
    kind,
    jsModules: values['support_js_module_import_aggregation'] === true,
    maxPasses: typeof values['max_post_process_passes'] === 'number' ? values['max_post_process_passes'] : 5,
    manifestStrict: values['manifest_strict'] !== false,
    keepOnlyHashed: values['keep_only_hashed_files'] === true,
    releaseId: kind === 'release-manifest' ? releaseId : null,
    location,
    baseUrl: isFileSystem && baseUrl !== '' && baseUrl !== staticUrl ? baseUrl : null,
    notEmulated: doubts,
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
  location: null,
  baseUrl: null,
  notEmulated: [],
}

function kindOf(
  known: StorageKind | undefined,
  hasManifest: boolean,
  isFileSystem: boolean,
  releaseId: string | null,
): StorageKind {
  if (known === 'manifest' && releaseId !== null) return 'release-manifest'
  if (known !== undefined) return known
  if (!hasManifest) return 'plain'
  return isFileSystem ? 'manifest' : 's3-manifest'
}

/** The methods of the project's own classes that the emulation relies on being Django's. */
export function overridesOf({ overrides }: ReadClass): NotEmulated[] {
  return overrides
    .filter(({ method }) => !HARMLESS.test(method))
    .map(({ class: name, method, file, line }) => ({
      class: name,
      method,
      place: file === null || line === null ? null : { file, line },
      parts: PARTS.find(([pattern]) => pattern.test(method))?.[1] ?? '',
    }))
}

/** Values that a project's class sets and the emulation does not follow. */
function attributesOf(built: ReadClass): NotEmulated[] {
  return built.attributes.flatMap((name) => {
    const parts = FIXED_VALUES[name]
    return parts === undefined ? [] : [notEmulated(ownClass(built), parts)]
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
  return [notEmulated(backend, what)]
}

function notEmulated(name: string, parts: string): NotEmulated {
  return { class: name, method: null, place: null, parts }
}

function ownClass({ ancestry }: ReadClass): string {
  return ancestry[0] ?? ''
}

/** The manifest's folder relative to that of the files, if it lies below; a release id cannot be longer than 200. */
function releaseFolder(manifest: string | null, location: string | null): string | null {
  if (manifest === null || location === null || location === '' || !manifest.startsWith(`${location}/`)) return null
  const below = manifest.slice(location.length + 1)
  return below.length <= 200 ? below : null
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
