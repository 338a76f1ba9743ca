import type { InspectorClient } from '../../../shared/contract/client.ts'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type { ByteDifference, FileUsers, TextSide, TextSlice } from '../../../shared/model/file-text.ts'
import type { Treemap } from '../../../shared/model/treemap.ts'
import type { AppSlice } from '../app-store.ts'
import { PAGE_SIZE } from '../row-pages.ts'

/** Bytes of one piece. */
const PIECE = 1 << 20
/** Larger texts are not brought into the window. */
export const LARGEST_TEXT = 16 << 20
/** Rectangles asked for at once; what is smaller comes when one zooms in. */
const MOST_RECTANGLES = 6000

/** One side of a file, whole. `isCut`: it is larger than the window takes, and `text` is empty. */
export type WholeText = Omit<TextSlice, 'next'> & { readonly isCut: boolean }

/** What is read for a component that shows it, and kept by nobody else. All reject with an InspectorError. */
export type ContentsSlice = {
  /** Reads one side of a file of the shown preview, piece by piece. */
  readonly readText: (name: string, side: TextSide, signal: AbortSignal) => Promise<WholeText>
  /** Reads a page of the files that refer to a file. */
  readonly readUsers: (name: string, offset: number) => Promise<FileUsers>
  readonly compareCandidate: (name: string, candidate: number, signal: AbortSignal) => Promise<ByteDifference>
  /** Reads the sizes below a group of the shown outline (null: all). */
  readonly readTreemap: (root: string | null, signal: AbortSignal) => Promise<Treemap>
}

/** Reads contents of the shown preview for the components that show them. */
export function createContentsSlice(client: InspectorClient): AppSlice<ContentsSlice> {
  return (_set, get) => {
    const projectId = () => {
      const summary = get().summary
      if (summary === null) throw new InspectorError('not-found', 'There is no preview to look into yet.')
      return summary.projectId
    }
    return {
      readText: async (name, side, signal) => {
        const read = (offset: number) =>
          client.call('preview.text', { projectId: projectId(), name, side, offset, limit: PIECE }, { signal })
        const { next: second, ...first } = await read(0)
        if (second !== null && first.size > LARGEST_TEXT) return { ...first, text: '', marks: [], isCut: true }
        const pieces = [first.text]
        let { replaced } = first
        for (let next = second; next !== null;) {
          const piece = await read(next)
          if (piece.size !== first.size)
            throw new InspectorError('changed-while-reading', `${name} changed meanwhile. Run the preview again.`)
          pieces.push(piece.text)
          replaced += piece.replaced
          next = piece.next
        }
        return { ...first, text: pieces.join(''), replaced, isCut: false }
      },
      readUsers: (name, offset) =>
        client.call('preview.users', { projectId: projectId(), name, offset, limit: PAGE_SIZE }),
      compareCandidate: (name, candidate, signal) =>
        client.call('preview.compareCandidate', { projectId: projectId(), name, candidate }, { signal }),
      readTreemap: (root, signal) => {
        const viewId = get().outline?.viewId ?? ''
        return client.call('view.treemap', { viewId, root, maxNodes: MOST_RECTANGLES }, { signal })
      },
    }
  }
}
