import type { ImageType } from '../../../../shared/model/content-facts.ts'

export type ImageSize = { readonly width: number | null; readonly height: number | null }

const UNKNOWN: ImageSize = { width: null, height: null }

/**
 * Width and height of a picture in px, as its header tells; nothing is decoded. Damaged headers give null. Of an SVG:
 * `width` and `height`, else the view box.
 */
export function imageSize(bytes: Uint8Array, type: ImageType): ImageSize {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  try {
    switch (type) {
      case 'image/png':
        return { width: view.getUint32(16), height: view.getUint32(20) }
      case 'image/gif':
        return { width: view.getUint16(6, true), height: view.getUint16(8, true) }
      case 'image/bmp':
        return { width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) }
      case 'image/x-icon':
        // 0 stands for 256.
        return { width: view.getUint8(6) || 256, height: view.getUint8(7) || 256 }
      case 'image/jpeg':
        return jpegSize(view)
      case 'image/webp':
        return webpSize(view)
      case 'image/avif':
        return avifSize(bytes, view)
      case 'image/svg+xml':
        return svgSize(new TextDecoder().decode(bytes.subarray(0, 65_536)))
    }
  } catch (error) {
    if (error instanceof RangeError) return UNKNOWN
    throw error
  }
}

/** The first frame header (ITU T.81, B.2.2: SOF0 to SOF15 without DHT, JPG and DAC). */
function jpegSize(view: DataView): ImageSize {
  for (let at = 2; ;) {
    if (view.getUint8(at) !== 0xff) return UNKNOWN
    const marker = view.getUint8(at + 1)
    if (marker === 0xff) at += 1
    else if (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc)
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    else at += 2 + view.getUint16(at + 2)
  }
}

/** VP8, VP8L or VP8X, whichever comes first (RFC 9649). */
function webpSize(view: DataView): ImageSize {
  const chunk = String.fromCharCode(...[12, 13, 14, 15].map((at) => view.getUint8(at)))
  if (chunk === 'VP8 ') return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
  if (chunk === 'VP8L') {
    const bits = view.getUint32(21, true)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  if (chunk !== 'VP8X') return UNKNOWN
  const three = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16)
  return { width: three(24) + 1, height: three(27) + 1 }
}

/** The first `ispe` property (ISO/IEC 23008-12, 6.5.3). */
function avifSize(bytes: Uint8Array, view: DataView): ImageSize {
  const at = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 65_536)).indexOf('ispe')
  return at < 0 ? UNKNOWN : { width: view.getUint32(at + 8), height: view.getUint32(at + 12) }
}

function svgSize(text: string): ImageSize {
  const root = /<svg\b[^>]*>/i.exec(text)?.[0] ?? ''
  const box = /\sviewBox\s*=\s*["']\s*[-+.\de]+[\s,]+[-+.\de]+[\s,]+([-+.\de]+)[\s,]+([-+.\de]+)/i.exec(root)
  return { width: pixels(root, 'width') ?? numberOf(box?.[1]), height: pixels(root, 'height') ?? numberOf(box?.[2]) }
}

function pixels(root: string, attribute: string): number | null {
  return numberOf(new RegExp(`\\s${attribute}\\s*=\\s*["']\\s*([\\d.]+)(?:px)?\\s*["']`, 'i').exec(root)?.[1])
}

function numberOf(text: string | undefined): number | null {
  const number = Number(text)
  return text !== undefined && Number.isFinite(number) && number > 0 ? number : null
}
