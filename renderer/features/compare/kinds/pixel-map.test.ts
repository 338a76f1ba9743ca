import { expect, test } from 'vitest'
import { pixelMap } from './pixel-map.ts'

const SIDE = 20

/** A white picture with some black pixels, by index. */
function picture(black: readonly number[] = []): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(SIDE * SIDE * 4).fill(255)
  for (const index of black) pixels.set([0, 0, 0, 255], index * 4)
  return pixels
}

test('pixels that differ are counted and marked, in the box around them', () => {
  const block = [8, 9, 10].flatMap((row) => [5, 6, 7].map((column) => row * SIDE + column))
  const { changed, mask } = pixelMap(picture(), picture(block), SIDE, SIDE)
  const marked = Array.from({ length: (mask?.pixels.length ?? 0) / 4 }, (_, at) => mask?.pixels[at * 4 + 3]).filter(
    (alpha) => alpha === 255,
  )
  expect([changed, marked.length, mask?.box]).toEqual([9, 9, { x: 2, y: 5, width: 9, height: 9 }])
})

test('the box ends where the picture does', () => {
  const { mask } = pixelMap(picture(), picture([0, SIDE * SIDE - 1]), SIDE, SIDE)
  expect(mask?.box).toEqual({ x: 0, y: 0, width: SIDE, height: SIDE })
})

test('nothing is marked in a picture that is the same', () => {
  expect(pixelMap(picture([3]), picture([3]), SIDE, SIDE)).toEqual({ changed: 0, mask: null })
})
