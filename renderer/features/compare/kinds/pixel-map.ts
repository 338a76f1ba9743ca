import pixelmatch from 'pixelmatch'

/** What the worker is asked: two pictures, laid on a stage of one size. */
export type PixelTask = {
  readonly a: ImageBitmap
  readonly b: ImageBitmap
  readonly width: number
  readonly height: number
}

/** Where pixels differ at all, in px. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

export type PixelAnswer = {
  readonly changed: number
  /** What differs, in colour on nothing, with its place on the stage; null where nothing does. */
  readonly mask: { readonly box: Box; readonly bitmap: ImageBitmap } | null
}

type Pixels = Uint8ClampedArray<ArrayBuffer>

export type PixelMap = {
  /** Pixels that differ by more than the smoothing of edges. */
  readonly changed: number
  readonly mask: { readonly box: Box; readonly pixels: Pixels } | null
}

/** A colour that stands out on most pictures; the count stands beside it in words. */
const CHANGED: [number, number, number] = [214, 20, 106]
/** Whether an edge is only smoothed in another way is told by so many pixels around it. */
const MARGIN = 3

/**
 * Compares two pictures pixel by pixel; edges that are only smoothed in another way do not count. Only the box in which
 * bytes differ is looked at closely, which is quick for an edit of a part of a large picture.
 * @param a RGBA, `width * height * 4` bytes
 * @param b the same of the other picture
 */
export function pixelMap(a: Pixels, b: Pixels, width: number, height: number): PixelMap {
  const box = differingBox(a, b, width, height)
  if (box === null) return { changed: 0, mask: null }
  const pixels = new Uint8ClampedArray(box.width * box.height * 4)
  const options = { threshold: 0.05, diffMask: true, diffColor: CHANGED }
  const changed = pixelmatch(cut(a, width, box), cut(b, width, box), pixels, box.width, box.height, options)
  return { changed, mask: { box, pixels } }
}

function differingBox(a: Pixels, b: Pixels, width: number, height: number): Box | null {
  const [wordsA, wordsB] = [new Uint32Array(a.buffer), new Uint32Array(b.buffer)]
  let [left, right, top, bottom] = [width, -1, -1, -1]
  for (let y = 0; y < height; y++) {
    const start = y * width
    let first = 0
    while (first < width && wordsA[start + first] === wordsB[start + first]) first++
    if (first === width) continue
    let last = width - 1
    while (wordsA[start + last] === wordsB[start + last]) last--
    if (top < 0) top = y
    bottom = y
    left = Math.min(left, first)
    right = Math.max(right, last)
  }
  if (top < 0) return null
  const [x, y] = [Math.max(0, left - MARGIN), Math.max(0, top - MARGIN)]
  return { x, y, width: Math.min(width, right + MARGIN + 1) - x, height: Math.min(height, bottom + MARGIN + 1) - y }
}

function cut(pixels: Pixels, width: number, box: Box): Pixels {
  const part = new Uint8ClampedArray(box.width * box.height * 4)
  for (let row = 0; row < box.height; row++) {
    const start = ((box.y + row) * width + box.x) * 4
    part.set(pixels.subarray(start, start + box.width * 4), row * box.width * 4)
  }
  return part
}
