import { useEffect, useState } from 'react'
import type { ContentFacts, ContentsDifference, ImageFacts } from '../../../../shared/model/content-facts.ts'
import { useApp } from '../../../state/store-context.ts'
import { decodeImage } from './decode-image.ts'
import { ImageStage } from './ImageStage.tsx'
import { commonRows, SidesTable } from './SidesTable.tsx'

type Props = { readonly comparisonId: string; readonly name: string; readonly contents: ContentsDifference }

/** A side as it can be shown: `none` has no picture. */
export type Picture =
  | { readonly state: 'reading' | 'none' }
  | { readonly state: 'ready'; readonly bitmap: ImageBitmap }
  | { readonly state: 'failed'; readonly message: string }

/** Two pictures, with what their headers tell. */
export function ImageDiff({ comparisonId, name, contents: { a, b } }: Props) {
  const before = usePicture(comparisonId, name, 'a', a)
  const after = usePicture(comparisonId, name, 'b', b)
  return (
    <div className="kind-scroll" tabIndex={0} role="group" aria-label="Picture">
      <ImageStage name={name} before={before} after={after} />
      <SidesTable
        label="Picture, before and after"
        rows={[...commonRows(a, b), { label: 'Dimensions', a: dimensions(a), b: dimensions(b) }]}
      />
    </div>
  )
}

function imageOf({ detail }: ContentFacts): ImageFacts | null {
  return detail?.kind === 'image' ? detail : null
}

function dimensions(facts: ContentFacts): string | null {
  const image = imageOf(facts)
  return image === null || image.width === null || image.height === null ? null : `${image.width} × ${image.height}`
}

/** Reads and decodes one side once; it is let go with the component. */
function usePicture(comparisonId: string, name: string, side: 'a' | 'b', facts: ContentFacts): Picture {
  const readImage = useApp((state) => state.readImage)
  const [picture, setPicture] = useState<Picture>({ state: 'reading' })
  useEffect(() => {
    const image = imageOf(facts)
    if (image === null) {
      setPicture({ state: 'none' })
      return
    }
    const abort = new AbortController()
    let shown: ImageBitmap | null = null
    readImage(comparisonId, name, side, abort.signal)
      .then((bytes) => decodeImage(bytes, image))
      .then(
        (bitmap) => {
          if (abort.signal.aborted) return bitmap.close()
          shown = bitmap
          setPicture({ state: 'ready', bitmap })
        },
        (error: unknown) => {
          const message = error instanceof Error ? error.message : String(error)
          if (!abort.signal.aborted) setPicture({ state: 'failed', message })
        },
      )
    return () => {
      abort.abort()
      shown?.close()
    }
  }, [readImage, comparisonId, name, side, facts])
  return picture
}
