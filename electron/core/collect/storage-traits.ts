/** How a storage hashes names: `file_hash` of Django, or what a project's own was found to do. */
export type NameHash =
  /** `length` hexadecimal digits of a digest of the content, from digit `start` on. Algorithms by OpenSSL's names. */
  | { readonly kind: 'digest'; readonly algorithm: string; readonly start: number; readonly length: number }
  /** The same text for every content. */
  | { readonly kind: 'constant'; readonly text: string }
  /** `file_hash` gives None: names stay as they are (#31517). */
  | { readonly kind: 'none' }

/** `HashedFilesMixin.file_hash`: 12 digits of MD5. */
export const DJANGO_HASH = { kind: 'digest', algorithm: 'md5', start: 0, length: 12 } as const satisfies NameHash

/**
 * One entry of `_patterns`: one of Django's own by its place among those of its glob, the module patterns included (null:
 * all that the version has), or another one with its regular expression in Python's notation.
 */
export type TraitPattern =
  | { readonly kind: 'django'; readonly glob: '*.css' | '*.js'; readonly index: number | null }
  | {
      readonly kind: 'own'
      readonly glob: string
      /** In Python's notation; it is compiled with IGNORECASE. */
      readonly regex: string
      readonly template: string
      /** The regions in which a match is ignored (6.1 on). */
      readonly ignored: 'css' | 'js'
    }

/** What WhiteNoise compresses and how. */
export type Compression = {
  /** The package brotli is there. */
  readonly brotli: boolean
  /** WHITENOISE_SKIP_COMPRESS_EXTENSIONS; null: WhiteNoise's own list. */
  readonly skipExtensions: readonly string[] | null
}

/** What a project's storage does otherwise than the class that it is emulated by. */
export type StorageTraits = {
  /** Dotted path of the class, as its `repr` names it; null: that of the kind. */
  readonly className: string | null
  /** `base_url` where it differs from STATIC_URL. */
  readonly baseUrl: string | null
  readonly manifestName: string
  /** Folder of the manifest: below the storage's own, or anywhere by an absolute path; null: the storage's own. */
  readonly manifestFolder: string | null
  readonly hash: NameHash
  /** `hashed_name` gives the name itself for a file that is not there, instead of raising. */
  readonly keepsMissing: boolean
  /** Null: Django's own. */
  readonly patterns: readonly TraitPattern[] | null
  /** `keep_intermediate_files`. */
  readonly keepsIntermediate: boolean
  readonly compression: Compression
  /** `file_permissions_mode`; null: as the umask has it. */
  readonly fileMode: number | null
  /** `directory_permissions_mode`; null: as the umask has it. */
  readonly folderMode: number | null
}

/** `ManifestFilesMixin.manifest_name`. */
export const MANIFEST_NAME = 'staticfiles.json'
/** FILE_UPLOAD_PERMISSIONS since Django 3.0. */
export const FILE_MODE = 0o644

/** The traits of Django's and WhiteNoise's own classes. */
export const USUAL_TRAITS: StorageTraits = {
  className: null,
  baseUrl: null,
  manifestName: MANIFEST_NAME,
  manifestFolder: null,
  hash: DJANGO_HASH,
  keepsMissing: false,
  patterns: null,
  keepsIntermediate: false,
  compression: { brotli: true, skipExtensions: null },
  fileMode: FILE_MODE,
  folderMode: null,
}
