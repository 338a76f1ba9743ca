import { z } from 'zod'

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
