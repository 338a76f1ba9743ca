import type { StorageKind } from '../../../shared/model/storage-kinds.ts'
import type { OwnFinder } from './own-finder.ts'
import type { Rules } from './rules.ts'
import type { StorageTraits } from './storage-traits.ts'

/** An entry of STATICFILES_DIRS. `prefix` null: a bare path; `list`: the pair was a list, not a tuple. */
export type DirectoryEntry = { readonly path: string; readonly prefix: string | null; readonly list: boolean }

/** STATICFILES_DIRS with the Python type of the setting: a set or a string is an error that Django's check finds. */
export type StaticfilesDirs = {
  readonly type: 'list' | 'tuple' | 'set' | 'string'
  readonly entries: readonly DirectoryEntry[]
}

/** An installed app; `path` is its own folder. */
export type InstalledApp = { readonly label: string; readonly path: string }

/** The storage class of the `staticfiles` alias, with its options. */
export type StorageSettings = {
  readonly kind: StorageKind
  readonly jsModules: boolean
  readonly maxPasses: number
  readonly manifestStrict: boolean
  /** WHITENOISE_KEEP_ONLY_HASHED_FILES. */
  readonly keepOnlyHashed: boolean
  /** Folder below STATIC_ROOT for the manifest of a per-release storage; null for the others. */
  readonly releaseId: string | null
  /** What a project's own class does otherwise. */
  readonly traits: StorageTraits
}

/** Everything of Django's settings that collectstatic reads. Paths are absolute Python strings. */
export type DjangoSettings = {
  readonly rules: Rules
  readonly debug: boolean
  /** STATIC_URL as written; a relative one gets `scriptPrefix`. */
  readonly staticUrl: string
  readonly scriptPrefix: string
  readonly mediaUrl: string
  readonly mediaRoot: string
  readonly staticRoot: string
  readonly staticfilesDirs: StaticfilesDirs
  readonly apps: readonly InstalledApp[]
  /** In order: Django's by their dotted paths, others as they were found to work. */
  readonly finders: readonly (string | OwnFinder)[]
  /** `ignore_patterns` of the staticfiles app configuration. */
  readonly appIgnorePatterns: readonly string[]
  readonly storage: StorageSettings
  /** STORAGES has an entry `staticfiles`; false is E005 from 5.0 on (#34712). */
  readonly hasStaticfilesStorage: boolean
}

export const DEFAULT_FINDERS: readonly string[] = [
  'django.contrib.staticfiles.finders.FileSystemFinder',
  'django.contrib.staticfiles.finders.AppDirectoriesFinder',
]

/** `StaticFilesConfig.ignore_patterns`. */
export const DEFAULT_IGNORE_PATTERNS: readonly string[] = ['CVS', '.*', '*~']

const STORAGE_CLASSES: Readonly<Record<StorageKind, string>> = {
  plain: 'django.contrib.staticfiles.storage.StaticFilesStorage',
  manifest: 'django.contrib.staticfiles.storage.ManifestStaticFilesStorage',
  whitenoise: 'whitenoise.storage.CompressedStaticFilesStorage',
  'whitenoise-manifest': 'whitenoise.storage.CompressedManifestStaticFilesStorage',
  'release-manifest': 'example.storages.ReleaseSpecificManifestLocalStorage',
  's3-manifest': 'storages.backends.s3.S3ManifestStaticStorage',
}

/** Dotted path of a storage class, as its `repr` names it. */
export function storageClassName({ kind, traits }: Pick<StorageSettings, 'kind' | 'traits'>): string {
  return traits.className ?? STORAGE_CLASSES[kind]
}

/** Whether a storage hashes names (Django's HashedFilesMixin). */
export function hashesNames(kind: StorageKind): boolean {
  return kind !== 'plain' && kind !== 'whitenoise'
}

/** `settings.STATIC_URL`: a relative URL gets the script prefix (django.conf.LazySettings._add_script_prefix). */
export function effectiveStaticUrl(settings: Pick<DjangoSettings, 'staticUrl' | 'scriptPrefix'>): string {
  const { staticUrl, scriptPrefix } = settings
  if (/^(?:https?:\/\/|\/)/.test(staticUrl)) return staticUrl
  return scriptPrefix + staticUrl
}

/** The storage's `base_url`: its own, or STATIC_URL. */
export function storageBaseUrl(settings: DjangoSettings): string {
  return settings.storage.traits.baseUrl ?? effectiveStaticUrl(settings)
}

/** The digest that a storage takes of contents, by OpenSSL's name; MD5 where it hashes as Django does, or not at all. */
export function digestAlgorithm({ kind, traits }: StorageSettings): string {
  return hashesNames(kind) && traits.hash.kind === 'digest' ? traits.hash.algorithm : 'md5'
}
