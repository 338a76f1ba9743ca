import type { InspectorClient } from '../../../shared/contract/client.ts'
import type { ContentsDifference, ImageType } from '../../../shared/model/content-facts.ts'
import type { AppSlice } from '../app-store.ts'

/** The bytes of a picture. */
export type ImageBytes = { readonly type: ImageType; readonly bytes: Uint8Array<ArrayBuffer> }

export type DifferenceKindsSlice = {
  /** What the contents of a compared file are. @throws InspectorError */
  readonly readContents: (comparisonId: string, name: string, signal: AbortSignal) => Promise<ContentsDifference>
  /** The whole of a picture, read piece by piece. @throws InspectorError */
  readonly readImage: (comparisonId: string, name: string, side: 'a' | 'b', signal: AbortSignal) => Promise<ImageBytes>
}

const PIECE = 3 << 20

/** Keeps nothing: reads what compared contents are, and pictures, for the component that shows them. */
export function createDifferenceKindsSlice(client: InspectorClient): AppSlice<DifferenceKindsSlice> {
  return () => ({
    readContents: (comparisonId, name, signal) => client.call('compare.contents', { comparisonId, name }, { signal }),
    readImage: async (comparisonId, name, side, signal) => {
      const read = (offset: number) =>
        client.call('compare.image', { comparisonId, name, side, offset, limit: PIECE }, { signal })
      const first = await read(0)
      const bytes = new Uint8Array(first.total)
      fill(bytes, 0, first.base64)
      for (let offset = PIECE; offset < first.total; offset += PIECE) fill(bytes, offset, (await read(offset)).base64)
      return { type: first.type, bytes }
    },
  })
}

function fill(bytes: Uint8Array, offset: number, base64: string): void {
  const text = atob(base64)
  for (let at = 0; at < text.length && offset + at < bytes.length; at++) bytes[offset + at] = text.charCodeAt(at)
}
