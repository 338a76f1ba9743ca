import type { InspectorClient } from '../../../shared/contract/client.ts'
import { type ErrorData, toErrorData } from '../../../shared/contract/errors.ts'
import type { ContentSlice, FileDetail } from '../../../shared/model/preview.ts'
import type { AppSlice } from '../app-store.ts'
import { missingPages, noPages, PAGE_SIZE, type RowPages, withPage } from '../row-pages.ts'

/** The selected file, as far as it is known. */
export type Detail =
  | { readonly state: 'loading'; readonly name: string }
  | { readonly state: 'ready'; readonly name: string; readonly file: FileDetail }
  | { readonly state: 'failed'; readonly name: string; readonly error: ErrorData }

export type ContentSide = ContentSlice['side']
export type ContentLine = ContentSlice['lines'][number]

/** The text or image of one side of a file; lines are read as they come into sight. */
export type Content = {
  readonly name: string
  readonly side: ContentSide
  /** Null while the first lines are under way. */
  readonly head: Pick<ContentSlice, 'kind' | 'image' | 'size' | 'totalLines'> | null
  readonly lines: RowPages<ContentLine>
  readonly error: ErrorData | null
}

export type DetailSlice = {
  readonly detail: Detail | null
  readonly content: Content | null
  /** Reads a file's detail; the newest call wins. */
  readonly loadDetail: (name: string | null) => Promise<void>
  /** Reads the shown detail again after a new run. */
  readonly reloadDetail: () => void
  readonly openContent: (name: string, side: ContentSide) => Promise<void>
  /** Reads the lines `first` to `last` (0-based) that are not there yet. */
  readonly readLines: (first: number, last: number) => Promise<void>
  /** Puts a text on the clipboard and says so. */
  readonly copyText: (text: string, what: string) => Promise<void>
  /** Shows the source file in the system's file manager. */
  readonly revealSource: (name: string) => Promise<void>
}

/** Keeps the detail of the selected file. */
export function createDetailSlice(client: InspectorClient): AppSlice<DetailSlice> {
  return (set, get) => {
    let newest: AbortController | null = null
    const pending = new Set<string>()

    const readPage = async (projectId: string, content: Pick<Content, 'name' | 'side'>, page: number) => {
      const { name, side } = content
      const key = `${projectId} ${get().summary?.revision} ${side} ${page} ${name}`
      if (pending.has(key)) return
      pending.add(key)
      const isShown = () => get().content?.name === name && get().content?.side === side
      try {
        const slice = await client.call('preview.content', {
          projectId,
          name,
          side,
          firstLine: page * PAGE_SIZE + 1,
          lines: PAGE_SIZE,
        })
        const shown = get().content
        if (shown === null || !isShown()) return
        const { kind, image, size, totalLines } = slice
        set({
          content: {
            ...shown,
            head: { kind, image, size, totalLines },
            lines: withPage(shown.lines, page, slice.lines, totalLines),
          },
        })
      } catch (error) {
        const shown = get().content
        if (shown !== null && isShown()) set({ content: { ...shown, error: toErrorData(error) } })
      } finally {
        pending.delete(key)
      }
    }

    return {
      detail: null,
      content: null,
      loadDetail: async (name) => {
        newest?.abort()
        newest = null
        const summary = get().summary
        if (name === null || summary === null) {
          set({ detail: null, content: null })
          return
        }
        const controller = new AbortController()
        newest = controller
        // The old detail stays in sight until the new one is there, unless that takes noticeably long.
        const slow = setTimeout(() => set({ detail: { state: 'loading', name }, content: null }), 150)
        try {
          const file = await client.call(
            'preview.file',
            { projectId: summary.projectId, name },
            { signal: controller.signal },
          )
          if (newest === controller) set({ detail: { state: 'ready', name, file }, content: null })
        } catch (error) {
          if (newest === controller)
            set({ detail: { state: 'failed', name, error: toErrorData(error) }, content: null })
        } finally {
          clearTimeout(slow)
        }
      },
      reloadDetail: () => {
        const { route } = get()
        void get().loadDetail(route.view === 'preview' ? route.name : null)
      },
      openContent: async (name, side) => {
        const summary = get().summary
        if (summary === null) return
        set({ content: { name, side, head: null, lines: noPages(0), error: null } })
        await readPage(summary.projectId, { name, side }, 0)
      },
      readLines: async (first, last) => {
        const { content, summary } = get()
        if (content === null || summary === null || content.head === null) return
        const missing = missingPages(content.lines, first, last)
        await Promise.all(missing.map((page) => readPage(summary.projectId, content, page)))
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
