import { type CSSProperties, useEffect, useRef } from 'react'

export type StageSize = { readonly width: number; readonly height: number }

type Props = {
  readonly bitmap: ImageBitmap
  /** Pixels of the canvas; the picture lies in its upper left corner. */
  readonly size: StageSize
  readonly label: string
  readonly style?: CSSProperties
}

/** Pictures up to so many px a side are enlarged, with their pixels to be seen. */
const SMALL = 64

/** Draws a decoded picture, as large as there is room. */
export function BitmapCanvas({ bitmap, size: { width, height }, label, style }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const context = canvas.current?.getContext('2d')
    context?.clearRect(0, 0, width, height)
    context?.drawImage(bitmap, 0, 0)
  }, [bitmap, width, height])
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
