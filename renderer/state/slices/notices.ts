import { toErrorData } from '../../../shared/contract/errors.ts'
import type { AppSlice } from '../app-store.ts'

/** A short message at the edge of the window. */
export type Notice = {
  readonly id: number
  readonly tone: 'ok' | 'bad'
  readonly text: string
  /** Stack of a defect, to copy into a report. */
  readonly details: string | null
  /** A button in the message, which then stays until it is used or dismissed. */
  readonly action: NoticeAction | null
}

export type NoticeAction = { readonly label: string; readonly run: () => void }

export type EngineState = { readonly state: 'starting' | 'ready' | 'gone'; readonly reason: string }

export type NoticesSlice = {
  readonly notices: readonly Notice[]
  /** Whether the engine runs; with the reason once it stopped. */
  readonly engine: EngineState
  /** The last thing said to screen readers. */
  readonly announcement: string
  /** The newest command of the native menu; the number tells two equal ones apart. */
  readonly menuCommand: { readonly command: string; readonly at: number } | null
  readonly setEngine: (engine: EngineState) => void
  readonly setMenuCommand: (command: string) => void
  readonly announce: (text: string) => void
  /** Shows a message; `ok` ones without an action go by themselves. */
  readonly notify: (tone: Notice['tone'], text: string, details?: string | null, action?: NoticeAction | null) => void
  readonly dismiss: (id: number) => void
  /** Shows what went wrong; a cancel that the user asked for is not shown. */
  readonly reportError: (error: unknown) => void
}

/** Keeps notices, announcements and the state of the engine. */
export function createNoticesSlice(): AppSlice<NoticesSlice> {
  let lastId = 0
  return (set, get) => ({
    notices: [],
    engine: { state: 'ready', reason: '' },
    announcement: '',
    menuCommand: null,
    setEngine: (engine) => set({ engine }),
    setMenuCommand: (command) => set({ menuCommand: { command, at: ++lastId } }),
    announce: (announcement) => set({ announcement }),
    notify: (tone, text, details = null, action = null) => {
      const notice = { id: ++lastId, tone, text, details, action }
      set({ notices: [...get().notices.slice(-2), notice], announcement: text })
    },
    dismiss: (id) => set({ notices: get().notices.filter((notice) => notice.id !== id) }),
    reportError: (error) => {
      const { code, message, details } = toErrorData(error)
      if (code === 'cancelled' || (code === 'engine-gone' && get().engine.state === 'gone')) return
      get().notify('bad', message, code === 'defect' ? details : null)
    },
  })
}
