import type { StorageKind } from './storage-kinds.ts'

/**
 * What is to be tried on a project without changing it. What is absent stays as the project has it. It stands in the
 * what-if's id and so in the address; `shared/text/what-if-id.ts` writes and reads it.
 */
export type WhatIfChange = {
  readonly django?: string
  readonly storage?: StorageKind
  readonly jsModules?: boolean
  readonly manifestStrict?: boolean
  /** `max_post_process_passes`. */
  readonly maxPasses?: number
  /** WHITENOISE_KEEP_ONLY_HASHED_FILES. */
  readonly keepOnlyHashed?: boolean
  /** All `-i` patterns, in the place of the project's. */
  readonly ignore?: readonly string[]
  readonly defaultIgnore?: boolean
  readonly clear?: boolean
  readonly staticRoot?: 'clean' | 'configured'
  /** The project's folders that stay, by their index, in the order in which they are asked. */
  readonly order?: readonly number[]
}
