import { expect, test } from 'vitest'
import { pixelMap } from './pixel-map.ts'

/** A white picture with some black pixels, by index. */
function picture(size: number, black: readonly number[] = []): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(size * size * 4).fill(255)
  for (const index of black) pixels.set([0, 0, 0, 255], index * 4)
  return pixels
}

test('pixels that differ are counted and marked, and nothing in a picture that is the same', () => {
  const block = [5, 6, 7, 15, 16, 17, 25, 26, 27].map((index) => index + 20)
  const { changed, total, map } = pixelMap(picture(10), picture(10, block), 10, 10)
  const marked = block.filter((index) => map[index * 4] === 214 && map[index * 4 + 1] === 20)
  expect([changed, total, marked.length, pixelMap(picture(10), picture(10), 10, 10).changed]).toEqual([9, 100, 9, 0])
})
