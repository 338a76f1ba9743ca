import type { DjangoSettings } from '../collect/collect-settings.ts'
import type { Preview } from '../collect/preview-result.ts'
import type { WhyIndex } from './why-index.ts'

/** What a question is answered from. Paths are absolute. */
export type WhyContext = {
  readonly preview: Preview
  readonly index: WhyIndex
  readonly settings: DjangoSettings
  readonly projectFolder: string | null
  /** The STATIC_ROOT on this disk, whether its state counts or not; null if there is none. */
  readonly staticRoot: string | null
  /** Folders of the project that may be looked into. */
  readonly openFolders: readonly string[]
}
