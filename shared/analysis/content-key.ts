import type { ReleaseFile } from '../model/release.ts'

/** The hash by which a file is found again under another name: of its source, else of its output; null for empty or unknown contents. */
export function contentKey({ source, output }: ReleaseFile): string | null {
  const content = source ?? output
  return content === null || content.size === 0 ? null : content.hash
}
