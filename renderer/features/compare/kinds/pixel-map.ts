import pixelmatch from 'pixelmatch'

/** What the worker is asked: two pictures, laid on a stage of one size. */
export type PixelTask = {
  readonly a: ImageBitmap
  readonly b: ImageBitmap
  readonly width: number
  readonly height: number
}
export type PixelAnswer = { readonly changed: number; readonly total: number; readonly map: ImageBitmap }

export type PixelMap = {
  /** Pixels that differ by more than the smoothing of edges. */
  readonly changed: number
  readonly total: number
  /** RGBA of the map: the new picture faint, what differs in colour. */
  readonly map: Uint8ClampedArray<ArrayBuffer>
}

/** Colours that stand out on any picture; the map has words and counts beside it. */
const CHANGED: [number, number, number] = [214, 20, 106]

/**
 * Compares two pictures pixel by pixel; edges that are only smoothed in another way do not count.
 * @param a RGBA, `width * height * 4` bytes
 * @param b the same of the other picture
 */
export function pixelMap(
  a: Uint8ClampedArray<ArrayBuffer>,
  b: Uint8ClampedArray<ArrayBuffer>,
  width: number,
  height: number,
): PixelMap {
  const map = new Uint8ClampedArray(width * height * 4)
  const changed = pixelmatch(a, b, map, width, height, { threshold: 0.05, alpha: 0.25, diffColor: CHANGED })
  return { changed, total: width * height, map }
}
