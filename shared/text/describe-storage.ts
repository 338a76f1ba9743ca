import type { StorageKind } from '../model/storage-kinds.ts'

/** What people call a storage class, in full and short, and what it does in one line. */
export type StorageWords = { readonly label: string; readonly short: string; readonly explanation: string }

const WORDS: Readonly<Record<StorageKind, StorageWords>> = {
  plain: {
    label: 'StaticFilesStorage',
    short: 'Plain',
    explanation: 'Copies files under their own names, without hashes.',
  },
  manifest: {
    label: 'ManifestStaticFilesStorage',
    short: 'Manifest',
    explanation: 'Adds a hash to every name and writes staticfiles.json.',
  },
  whitenoise: {
    label: 'WhiteNoise CompressedStaticFilesStorage',
    short: 'WhiteNoise',
    explanation: 'Copies files and adds compressed neighbours, without hashes.',
  },
  'whitenoise-manifest': {
    label: 'WhiteNoise CompressedManifestStaticFilesStorage',
    short: 'WhiteNoise manifest',
    explanation: 'Hashes names, writes staticfiles.json and adds compressed neighbours.',
  },
  'release-manifest': {
    label: 'Manifest per release',
    short: 'Release manifest',
    explanation: 'Hashes names and writes one manifest per release id.',
  },
  's3-manifest': {
    label: 'S3 manifest (django-storages)',
    short: 'S3 manifest',
    explanation: 'S3ManifestStaticStorage: hashed names and the manifest go to a bucket. Nothing is sent.',
  },
}

/** The words for one storage class. */
export function describeStorage(storage: StorageKind): StorageWords {
  return WORDS[storage]
}
