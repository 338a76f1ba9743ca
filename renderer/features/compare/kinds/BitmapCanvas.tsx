import { type CSSProperties, useEffect, useRef } from 'react'

export type StageSize = { readonly width: number; readonly height: number }

type Props = {
  readonly bitmap: ImageBitmap
  readonly size: StageSize
  /** Where on the canvas the picture lies; in its upper left corner unless told. */
  readonly at?: { readonly x: number; readonly y: number }
  readonly label: string
  readonly style?: CSSProperties
}

const CORNER = { x: 0, y: 0 }
/** Pictures up to so many px a side are enlarged, with their pixels to be seen. */
const SMALL = 64

/** Draws a decoded picture, as large as there is room. */
export function BitmapCanvas({ bitmap, size: { width, height }, at, label, style }: Props) {
  const { x, y } = at ?? CORNER
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    context?.clearRect(0, 0, width, height)
    context?.drawImage(bitmap, x, y)
  }, [bitmap, width, height, x, y])
  const isSmall = Math.max(width, height) <= SMALL
  return (
    <canvas
      ref={canvas}
      role="img"
      aria-label={label}
      className={isSmall ? 'bitmap bitmap-small' : 'bitmap'}
      width={width}
      height={height}
      style={{ ...(isSmall ? { width: width * 3 } : {}), ...style }}
    />
  )
}
