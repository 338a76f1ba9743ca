import type { InspectorClient } from '../../../shared/contract/client.ts'
import { type ErrorData, InspectorError, toErrorData } from '../../../shared/contract/errors.ts'
import type { ComparisonFile, ComparisonText } from '../../../shared/model/comparison-view.ts'
import type { FileHistoryEntry } from '../../../shared/model/release.ts'
import type { Treemap } from '../../../shared/model/treemap.ts'
import type { AppSlice } from '../app-store.ts'

/** The selected file of a comparison, as far as it is known. */
export type Compared =
  | { readonly state: 'loading'; readonly name: string }
  | { readonly state: 'ready'; readonly name: string; readonly file: ComparisonFile }
  | { readonly state: 'failed'; readonly name: string; readonly error: ErrorData }

/** Which text of a compared file. */
export type ComparedTextWish = {
  readonly name: string
  readonly side: 'a' | 'b'
  readonly content: 'output' | 'source'
  readonly hideHashes: boolean
}

/** One text, whole. `isCut`: it is larger than the window takes, and `text` is empty. */
export type ComparedText = ComparisonText & { readonly isCut: boolean }

export type ComparisonFileSlice = {
  readonly compared: Compared | null
  /** Reads what is known of a file; the newest call wins. */
  readonly loadComparisonFile: (name: string | null) => Promise<void>
  /** Reads one text piece by piece. @throws InspectorError */
  readonly readComparedText: (wish: ComparedTextWish, signal: AbortSignal) => Promise<ComparedText>
  /** One file in all stored releases, the oldest first. @throws InspectorError */
  readonly readHistory: (file: string, signal: AbortSignal) => Promise<readonly FileHistoryEntry[]>
  /** The sizes below a group of the shown rows (null: all). @throws InspectorError */
  readonly readComparedSizes: (root: string | null, signal: AbortSignal) => Promise<Treemap>
}

/** UTF-16 units of one piece, and of the largest text that the window takes. */
const PIECE = 1_000_000
const LARGEST = 16_000_000
/** Rectangles asked for at once; what is smaller comes when one zooms in. */
const MOST_RECTANGLES = 6000

/** Keeps the selected file of a comparison, and reads contents for the components that show them. */
export function createComparisonFileSlice(client: InspectorClient): AppSlice<ComparisonFileSlice> {
  return (set, get) => {
    let newest: AbortController | null = null
    const comparisonId = () => {
      const { comparison } = get()
      if (comparison === null) throw new InspectorError('not-found', 'There is no comparison to look into yet.')
      return comparison.comparisonId
    }
    return {
      compared: null,
      loadComparisonFile: async (name) => {
        newest?.abort()
        newest = null
        if (name === null || get().comparison === null) {
          set({ compared: null })
          return
        }
        const controller = new AbortController()
        newest = controller
        // The old file stays in sight until the new one is there, unless that takes noticeably long.
        const slow = setTimeout(() => set({ compared: { state: 'loading', name } }), 150)
        try {
          const wish = { comparisonId: comparisonId(), name }
          const file = await client.call('compare.file', wish, { signal: controller.signal })
          if (newest === controller) set({ compared: { state: 'ready', name, file } })
        } catch (error) {
          if (newest === controller) set({ compared: { state: 'failed', name, error: toErrorData(error) } })
        } finally {
          clearTimeout(slow)
        }
      },
      readComparedText: async (wish, signal) => {
        const read = (offset: number) =>
          client.call('compare.text', { comparisonId: comparisonId(), ...wish, offset, limit: PIECE }, { signal })
        const first = await read(0)
        if (first.total > LARGEST) return { ...first, text: '', isCut: true }
        const pieces = [first.text]
        for (let length = first.text.length; length < first.total;) {
          const { text } = await read(length)
          if (text === '') break
          pieces.push(text)
          length += text.length
        }
        return { ...first, text: pieces.join(''), isCut: false }
      },
      readHistory: (file, signal) => client.call('releases.history', { file }, { signal }),
      readComparedSizes: (root, signal) => {
        const viewId = get().comparisonRows?.viewId ?? ''
        return client.call('compare.treemap', { viewId, root, maxNodes: MOST_RECTANGLES }, { signal })
      },
    }
  }
}
