import { type PixelAnswer, pixelMap, type PixelTask } from './pixel-map.ts'

addEventListener('message', ({ data: { a, b, width, height } }: MessageEvent<PixelTask>) => {
  const { changed, total, map } = pixelMap(pixelsOf(a, width, height), pixelsOf(b, width, height), width, height)
  const canvas = new OffscreenCanvas(width, height)
  canvas.getContext('2d')?.putImageData(new ImageData(map, width, height), 0, 0)
  const answer: PixelAnswer = { changed, total, map: canvas.transferToImageBitmap() }
  postMessage(answer, { transfer: [answer.map] })
})

function pixelsOf(bitmap: ImageBitmap, width: number, height: number): Uint8ClampedArray<ArrayBuffer> {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('No canvas to be had')
  context.drawImage(bitmap, 0, 0)
  bitmap.close()
  return context.getImageData(0, 0, width, height).data as Uint8ClampedArray<ArrayBuffer>
}
