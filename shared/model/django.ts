import { z } from 'zod'

/** The Django series whose rules Staticscope knows, oldest first. */
export const DJANGO_SERIES = ['3.2', '4.0', '4.1', '4.2', '5.0', '5.1', '5.2', '6.0', '6.1'] as const

/** One series of Django, such as `5.2`. */
export type DjangoSeries = (typeof DJANGO_SERIES)[number]

/**
 * What a user may write as a Django version: a series (`5.2`) or a full version (`5.2.19`).
 * Series newer than the newest known one are accepted and answered with the newest rules.
 */
export const djangoVersionSchema = z
  .string()
  .regex(/^\d{1,3}\.\d{1,3}(\.\d{1,4})?$/, 'Write a Django version as 5.2 or 5.2.19')

/** Storage classes that the engine emulates. */
export const STORAGE_KINDS = [
  'plain',
  'manifest',
  'whitenoise',
  'whitenoise-manifest',
  'release-manifest',
  's3-manifest',
] as const

export const storageKindSchema = z.enum(STORAGE_KINDS)

/** A storage class by its short name. */
export type StorageKind = z.infer<typeof storageKindSchema>
