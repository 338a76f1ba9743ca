import { z } from 'zod'
import { STORAGE_KINDS } from './storage-kinds.ts'

/**
 * What a user may write as a Django version: a series (`5.2`) or a full version (`5.2.19`).
 * Series newer than the newest known one are accepted and answered with the newest rules.
 */
export const djangoVersionSchema = z
  .string()
  .regex(/^\d{1,3}\.\d{1,3}(\.\d{1,4})?$/, 'Write a Django version as 5.2 or 5.2.19')

/** A storage class by its short name. */
export const storageKindSchema = z.enum(STORAGE_KINDS)
