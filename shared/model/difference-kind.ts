import { z } from 'zod'

/**
 * In what a file differs between two previews, the graver first. `name`: its hashed name; `bytes`: its source's;
 * `url`: its URL, though its name is the same.
 */
export const DIFFERENCE_KINDS = [
  'new-error',
  'error-gone',
  'removed',
  'added',
  'winner',
  'bytes',
  'name',
  'action',
  'compressed',
  'url',
] as const
export const differenceKindSchema = z.enum(DIFFERENCE_KINDS)
export type DifferenceKind = z.infer<typeof differenceKindSchema>
