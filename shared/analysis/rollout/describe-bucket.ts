import type { Bucket, RolloutPlan } from '../../model/rollout-plan.ts'

/** An object storage for people. */
export const BUCKET_TITLES: Readonly<Record<Bucket, string>> = {
  s3: 'Amazon S3',
  gcs: 'Google Cloud Storage',
  azure: 'Azure Blob Storage',
}

/** What every object storage does with the order of Django's calls (`collectstatic`, all series). */
export const BUCKET_ORDER =
  'In a bucket plain copies are saved first, then hashed files, then the manifest. An upload is there whole or not at all, but Django deletes a file before it saves it again: between the two calls, some tenths of a second over a network, visitors get 404.'

/** What one object storage does otherwise; django-storages 1.14.6, read in its source. */
export const BUCKET_TRAITS: Readonly<Record<Bucket, string>> = {
  s3: 'S3 has no Cache-Control of its own; object_parameters gives one to all files alike, the manifest and plain copies among them.',
  gcs: 'Google lets caches keep public files for an hour where no Cache-Control is set, plain copies and the manifest among them. django-storages has no class with a manifest for it: write one over GoogleCloudStorage, with querystring_auth off.',
  azure:
    'While there is no manifest, the Azure storage raises its own ResourceNotFoundError, which Django does not catch: every page with {% static %} is an error until the manifest is there, and collectstatic itself fails where there has never been one. A class whose read_manifest() answers None instead behaves as on S3.',
}

/** What is to be known of a plan's bucket. */
export function bucketRemarks({ bucket }: Pick<RolloutPlan, 'bucket'>): string[] {
  return bucket === null ? [] : [BUCKET_ORDER, BUCKET_TRAITS[bucket]]
}
