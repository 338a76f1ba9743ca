import { InspectorError } from '../../../../shared/contract/errors.ts'
import type { ContentFacts, ContentsDifference, ImageSlice } from '../../../../shared/model/content-facts.ts'
import { describeComparisonFile } from '../describe-comparison-file.ts'
import type { OpenComparison } from '../open-comparisons.ts'
import { contentType } from './content-type.ts'
import { firstDifference } from './first-difference.ts'
import { fontFacts } from './font-facts.ts'
import { imageSize } from './image-size.ts'
import { compareSources, readSourceMap, type ReadSourceMap } from './source-map.ts'

type Side = { readonly facts: ContentFacts; readonly bytes: Uint8Array | null; readonly map: ReadSourceMap | null }

/**
 * What the served bytes of a file are on both sides, and where they begin to differ: for pictures, fonts, source maps and
 * other contents that are not compared line by line.
 * @throws InspectorError not-found
 */
export async function describeContents(open: OpenComparison, name: string): Promise<ContentsDifference> {
  const [a, b] = await Promise.all([describeSide(open, name, 'a'), describeSide(open, name, 'b')])
  return {
    a: a.facts,
    b: b.facts,
    first: a.bytes === null || b.bytes === null ? null : firstDifference(a.bytes, b.bytes),
    sources: a.map === null || b.map === null ? null : compareSources(a.map, b.map),
  }
}

/**
 * A piece of the bytes of one side, if it is a picture by its first bytes.
 * @param offset in bytes
 * @param limit in bytes
 * @throws InspectorError not-found for a side without a content that can be had, refused for one that is no picture
 */
export async function readImage(
  open: OpenComparison,
  name: string,
  side: 'a' | 'b',
  offset: number,
  limit: number,
): Promise<ImageSlice> {
  const content = (await describeComparisonFile(open, name))[side]?.output ?? null
  const bytes = content === null ? null : await open[side].readBytes(content.hash)
  if (bytes === null) throw new InspectorError('not-found', `The bytes of ${name} cannot be had.`)
  const type = contentType(bytes).image
  if (type === null)
    throw new InspectorError('refused', `${name} is no picture by its first bytes, so it is not shown.`)
  const piece = bytes.subarray(offset, offset + limit)
  const base64 = Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength).toString('base64')
  return { type, total: bytes.byteLength, base64 }
}

async function describeSide(open: OpenComparison, name: string, side: 'a' | 'b'): Promise<Side> {
  const content = (await describeComparisonFile(open, name))[side]?.output ?? null
  if (content === null) {
    return { facts: { state: 'none', size: null, hash: null, type: null, detail: null }, bytes: null, map: null }
  }
  const { hash, size } = content
  const bytes = await open[side].readBytes(hash)
  if (bytes === null) return { facts: { state: 'gone', size, hash, type: null, detail: null }, bytes: null, map: null }
  const { words, image, isFont } = contentType(bytes)
  const here = { state: 'here', size, hash } as const
  if (image !== null) {
    const detail = { kind: 'image', type: image, ...imageSize(bytes, image) } as const
    return { facts: { ...here, type: words, detail }, bytes, map: null }
  }
  if (isFont) return { facts: { ...here, type: words, detail: fontFacts(bytes) }, bytes, map: null }
  const map = words === 'text' ? readSourceMap(bytes) : null
  if (map !== null) return { facts: { ...here, type: 'source map', detail: map.facts }, bytes, map }
  return { facts: { ...here, type: words, detail: null }, bytes, map: null }
}
