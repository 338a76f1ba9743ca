/** A document that can be written, as often as wanted. */
export type ExportDocument = {
  /** A name to offer. */
  readonly fileName: string
  /** Media type. */
  readonly type: string
  readonly pieces: () => Iterable<string>
}

/** A title as a file name that every disk takes: letters, digits and dashes. */
export function fileStem(title: string): string {
  const plain = title
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
    .toLowerCase()
  return `static-files-${plain === '' ? 'preview' : plain}`
}
