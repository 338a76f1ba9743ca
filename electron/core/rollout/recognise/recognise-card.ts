import type { SettingsCard } from '../../../../shared/model/settings-card.ts'
import type { Found } from './found-facts.ts'

const BUCKETS = [
  [/\bstorages\.backends\.s3/, 's3', 'S3'],
  [/\bstorages\.backends\.gcloud/, 'gcs', 'Google Cloud Storage'],
  [/\bstorages\.backends\.azure/, 'azure', 'Azure Blob Storage'],
] as const

/** What a project's settings tell of its set-up; of the storage class, its ancestors and the middleware. */
export function recogniseCard(card: SettingsCard): Found[] {
  const found: Found[] = []
  const { storage, whitenoise, middleware } = card
  const place = card.settings.find(({ name }) => name === 'STORAGES' || name === 'STATICFILES_STORAGE')?.place ?? null
  const add = (text: string, sentence: string, plan: Found['plan']): void => {
    found.push({ file: place?.file ?? 'settings', line: place?.line ?? null, text, sentence, plan })
  }
  const classes = [storage.backend, ...storage.ancestry]
  const hasManifest = classes.some((name) => /ManifestFilesMixin|ManifestStaticFilesStorage/.test(name))
  const bucket = BUCKETS.find(([pattern]) => classes.some((name) => pattern.test(name)))
  if (bucket !== undefined) add(storage.backend, `Files go to ${bucket[2]}.`, { bucket: bucket[1] })
  const isPerRelease = storage.kind?.includes('release') === true || classes.some((name) => /release/i.test(name))
  if (whitenoise !== null && bucket === undefined) {
    const line = middleware.find((name) => name.includes('whitenoise')) ?? storage.backend
    add(line, `WhiteNoise ${whitenoise} serves the files from each process.`, {
      serving: 'whitenoise',
      topology: 'files-in-image',
    })
  }
  if (hasManifest && isPerRelease)
    add(storage.backend, 'Each release has a manifest of its own; files are shared.', {
      topology: 'manifest-per-release',
    })
  else if (hasManifest)
    add(storage.backend, 'All releases write one manifest.', {
      topology: bucket === undefined ? 'single-server' : 'shared-manifest',
    })
  if (storage.values['manifest_strict'] === false)
    add('manifest_strict = False', 'A name that is not in the manifest is computed.', { strict: false })
  if (card.settings.some(({ name, value }) => name === 'WHITENOISE_KEEP_ONLY_HASHED_FILES' && value === true))
    add('WHITENOISE_KEEP_ONLY_HASHED_FILES', 'Plain copies are deleted.', { keepOnlyHashed: true })
  return found
}
