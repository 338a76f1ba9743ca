import type { FileContent } from '../files/file-content.ts'

/** One compressed neighbour that WhiteNoise would write. */
export type CompressedForm = {
  readonly suffix: '.br' | '.gz'
  readonly content: FileContent
}

/**
 * Gives the compressed forms of contents. Compression is slow, so a run first says what it will ask for
 * (`prepare`), and a host may compute it in parallel before the run goes on.
 */
export type CompressedForms = (content: FileContent) => readonly CompressedForm[]
