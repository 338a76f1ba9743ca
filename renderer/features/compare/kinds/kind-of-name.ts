/** How a file of a comparison is shown: as text line by line, or by one of the other kinds of difference. */
export type ContentKind = 'text' | 'image' | 'font' | 'source-map' | 'binary'

const KINDS: Readonly<Record<Exclude<ContentKind, 'text'>, readonly string[]>> = {
  image: ['png', 'jpg', 'jpeg', 'gif', 'webp', 'avif', 'bmp', 'ico', 'svg'],
  font: ['woff', 'woff2', 'ttf', 'otf', 'ttc'],
  'source-map': ['map'],
  binary: ['eot', 'pdf', 'zip', 'gz', 'br', 'zst', 'wasm', 'mp3', 'mp4', 'webm', 'ogg', 'wav', 'swf', 'mo', 'bin'],
}

/** The kind that a file's ending lets one expect; its bytes decide what is shown in the end. */
export function kindOfName(name: string): ContentKind {
  const ending = /\.([^./]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
  for (const kind of ['image', 'font', 'source-map', 'binary'] as const) if (KINDS[kind].includes(ending)) return kind
  return 'text'
}
