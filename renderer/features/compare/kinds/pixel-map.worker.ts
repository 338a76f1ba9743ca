import { type PixelAnswer, pixelMap, type PixelTask } from './pixel-map.ts'

addEventListener('message', ({ data: { a, b, width, height } }: MessageEvent<PixelTask>) => {
  const { changed, mask } = pixelMap(pixelsOf(a, width, height), pixelsOf(b, width, height), width, height)
  if (mask === null) {
    postMessage({ changed, mask } satisfies PixelAnswer)
    return
  }
  const { box, pixels } = mask
  const canvas = new OffscreenCanvas(box.width, box.height)
  canvas.getContext('2d')?.putImageData(new ImageData(pixels, box.width, box.height), 0, 0)
  const bitmap = canvas.transferToImageBitmap()
  postMessage({ changed, mask: { box, bitmap } } satisfies PixelAnswer, { transfer: [bitmap] })
})

function pixelsOf(bitmap: ImageBitmap, width: number, height: number): Uint8ClampedArray<ArrayBuffer> {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('No canvas to be had')
  context.drawImage(bitmap, 0, 0)
  bitmap.close()
  // What a canvas gives lies in a buffer of its own.
  return context.getImageData(0, 0, width, height).data as Uint8ClampedArray<ArrayBuffer>
}
