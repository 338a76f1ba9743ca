import type { ImageFacts } from '../../../../shared/model/content-facts.ts'
import type { ImageBytes } from '../../../state/slices/difference-kinds.ts'

/** A picture of more pixels would take more than 400 MB; it is not decoded. */
const MOST_PIXELS = 100_000_000
/** An SVG without a size of its own is drawn so large. */
const SVG_SIDE = 512
/** A small SVG is drawn larger, so that its edges can be seen. */
const SVG_LEAST = 256

/**
 * Decodes a picture once, off the page's thread where the browser can. It is never put into the page as a document: a
 * script in an SVG does not run.
 * @throws Error with a sentence for people
 */
export async function decodeImage({ type, bytes }: ImageBytes, facts: ImageFacts): Promise<ImageBitmap> {
  const { width, height } = facts
  if ((width ?? 0) * (height ?? 0) > MOST_PIXELS)
    throw new Error(`With ${width} × ${height} pixels it is too large to be shown.`)
  try {
    if (type === 'image/svg+xml') return await drawSvg(bytes, width, height)
    return await createImageBitmap(new Blob([bytes], { type }))
  } catch {
    throw new Error('The browser cannot decode it: it is damaged, or of a form that is not known.')
  }
}

async function drawSvg(bytes: Uint8Array, width: number | null, height: number | null): Promise<ImageBitmap> {
  const image = new Image()
  image.src = `data:image/svg+xml;base64,${base64Of(bytes)}`
  await image.decode()
  const [w, h] = [width ?? (image.naturalWidth || SVG_SIDE), height ?? (image.naturalHeight || SVG_SIDE)]
  const scale = Math.max(1, Math.ceil(SVG_LEAST / Math.max(w, h)))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(w * scale))
  canvas.height = Math.max(1, Math.round(h * scale))
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
  return createImageBitmap(canvas)
}

function base64Of(bytes: Uint8Array): string {
  const pieces: string[] = []
  for (let at = 0; at < bytes.length; at += 32_768) pieces.push(String.fromCharCode(...bytes.subarray(at, at + 32_768)))
  return btoa(pieces.join(''))
}
