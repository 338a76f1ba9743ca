/** Storage classes that the engine emulates, by their short names. */
export const STORAGE_KINDS = [
  'plain',
  'manifest',
  'whitenoise',
  'whitenoise-manifest',
  'release-manifest',
  's3-manifest',
] as const

/** A storage class by its short name. */
export type StorageKind = (typeof STORAGE_KINDS)[number]
