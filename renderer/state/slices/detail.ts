import type { InspectorClient } from '../../../shared/contract/client.ts'
import { type ErrorData, toErrorData } from '../../../shared/contract/errors.ts'
import type { FileDetail } from '../../../shared/model/preview.ts'
import type { AppSlice } from '../app-store.ts'

/** The selected file, as far as it is known. */
export type Detail =
  | { readonly state: 'loading'; readonly name: string }
  | { readonly state: 'ready'; readonly name: string; readonly file: FileDetail }
  | { readonly state: 'failed'; readonly name: string; readonly error: ErrorData }

export type DetailSlice = {
  readonly detail: Detail | null
  /** Reads a file's detail; the newest call wins. */
  readonly loadDetail: (name: string | null) => Promise<void>
  /** Reads the shown detail again after a new run. */
  readonly reloadDetail: () => void
  /** Puts a text on the clipboard and says so. */
  readonly copyText: (text: string, what: string) => Promise<void>
  /** Shows the source file in the system's file manager. */
  readonly revealSource: (name: string) => Promise<void>
}

/** Keeps the detail of the selected file. */
export function createDetailSlice(client: InspectorClient): AppSlice<DetailSlice> {
  return (set, get) => {
    let newest: AbortController | null = null

    return {
      detail: null,
      loadDetail: async (name) => {
        newest?.abort()
        newest = null
        const summary = get().summary
        if (name === null || summary === null) {
          set({ detail: null })
          return
        }
        const controller = new AbortController()
        newest = controller
        // The old detail stays in sight until the new one is there, unless that takes noticeably long.
        const slow = setTimeout(() => set({ detail: { state: 'loading', name } }), 150)
        try {
          const file = await client.call(
            'preview.file',
            { projectId: summary.projectId, name },
            { signal: controller.signal },
          )
          if (newest === controller) set({ detail: { state: 'ready', name, file } })
        } catch (error) {
          if (newest === controller) set({ detail: { state: 'failed', name, error: toErrorData(error) } })
        } finally {
          clearTimeout(slow)
        }
      },
      reloadDetail: () => {
        const { route } = get()
        void get().loadDetail(route.view === 'preview' ? route.name : null)
      },
      copyText: async (text, what) => {
        try {
          if (get().host?.kind === 'electron') await client.call('system.copyText', { text })
          else await navigator.clipboard.writeText(text)
          get().notify('ok', `${what} copied`)
        } catch (error) {
          get().reportError(error)
        }
      },
      revealSource: async (name) => {
        const summary = get().summary
        if (summary === null) return
        try {
          await client.call('system.reveal', { projectId: summary.projectId, name })
        } catch (error) {
          get().reportError(error)
        }
      },
    }
  }
}
