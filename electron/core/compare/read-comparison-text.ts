import { hideHashes } from '../../../shared/analysis/hide-hashes.ts'
import type { ComparisonText } from '../../../shared/model/comparison-view.ts'
import { describeComparisonFile } from './describe-comparison-file.ts'
import type { OpenComparison } from './open-comparisons.ts'

/** Which text of which side, and which piece of it in UTF-16 units. */
export type TextRequest = {
  readonly name: string
  readonly side: 'a' | 'b'
  readonly content: 'output' | 'source'
  readonly hideHashes: boolean
  readonly offset: number
  readonly limit: number
}

/**
 * A piece of the text of one side; hashes are hidden in the whole text first, so that pieces fit together.
 * @throws InspectorError not-found
 */
export async function readComparisonText(open: OpenComparison, request: TextRequest): Promise<ComparisonText> {
  const file = (await describeComparisonFile(open, request.name))[request.side]
  const content = file === null ? null : file[request.content]
  const nothing = { content, text: '', total: 0, hidden: 0 }
  if (file === null || content === null) return { ...nothing, kind: 'none' }
  const bytes = await open[request.side].readBytes(content.hash)
  if (bytes === null) return { ...nothing, kind: 'gone' }
  let whole: string
  try {
    whole = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return { ...nothing, kind: 'binary' }
  }
  const isHidden = request.hideHashes && request.content === 'output'
  const { text, hidden } = isHidden ? hideHashes(whole, file.references) : { text: whole, hidden: 0 }
  const { offset, limit } = request
  return { content, kind: 'text', text: text.slice(offset, offset + limit), total: text.length, hidden }
}
