import type { InspectorClient } from '../../../shared/contract/client.ts'
import { type ErrorData, toErrorData } from '../../../shared/contract/errors.ts'
import type { SuggestedName, WhyAnswer } from '../../../shared/model/why.ts'
import type { AppSlice } from '../app-store.ts'

/** The newest answer, and what it was asked for. */
export type Why =
  | { readonly state: 'answered'; readonly text: string; readonly answer: WhyAnswer }
  | { readonly state: 'failed'; readonly text: string; readonly error: ErrorData }

export type WhySlice = {
  /** Null while nothing has been asked, or the text is empty. */
  readonly why: Why | null
  /** Names in which the text stands. */
  readonly suggested: readonly SuggestedName[]
  /** Opens the box "Why not?", with a text if there is one; it takes the keyboard. */
  readonly openWhy: (text?: string) => void
  readonly closeWhy: () => void
  /** Changes the text in the address; the answer follows it. */
  readonly typeWhy: (text: string) => void
  /** Asks the engine; the newest call wins. */
  readonly askWhy: (text: string) => Promise<void>
}

/** Keeps the question why something is not collected, and its answer. */
export function createWhySlice(client: InspectorClient): AppSlice<WhySlice> {
  return (set, get) => {
    let newest: AbortController | null = null
    return {
      why: null,
      suggested: [],
      openWhy: (text = '') => {
        get().showPreview({ why: text })
        get().openDetail(true)
      },
      closeWhy: () => {
        get().showPreview({ why: undefined })
        get().closeDetail()
      },
      typeWhy: (text) => get().showPreview({ why: text }, 'replace'),
      askWhy: async (text) => {
        newest?.abort()
        const controller = new AbortController()
        newest = controller
        const projectId = get().summary?.projectId
        if (projectId === undefined) return
        const { signal } = controller
        try {
          // Asked with an empty text too: the engine then gets ready for the answer.
          const suggested = await client.call('preview.suggest', { projectId, text }, { signal })
          if (newest !== controller) return
          set(text.trim() === '' ? { suggested, why: null } : { suggested })
          if (text.trim() === '') return
          const answer = await client.call('preview.why', { projectId, text }, { signal })
          if (newest === controller) set({ why: { state: 'answered', text, answer } })
        } catch (error) {
          if (newest === controller) set({ why: { state: 'failed', text, error: toErrorData(error) } })
        }
      },
    }
  }
}
