import type { AppSlice, Shelf } from '../app-store.ts'

/** `system` follows light, dark and contrast of the system. */
export const THEMES = ['system', 'light', 'dark', 'contrast'] as const
export type Theme = (typeof THEMES)[number]

export type PreferencesSlice = {
  readonly theme: Theme
  /** Share of the width that the outline has beside the detail, 0.25 to 0.8. */
  readonly split: number
  /** A preview whose folders changed is run again without being asked to. */
  readonly refreshesByItself: boolean
  readonly setRefreshesByItself: (isOn: boolean) => void
  readonly setTheme: (theme: Theme) => void
  readonly setSplit: (split: number) => void
}

const THEME_KEY = 'staticscope.theme'
const SPLIT_KEY = 'staticscope.split'
const REFRESH_KEY = 'staticscope.refresh'

/** The theme that was chosen last. */
export function readTheme(shelf: Shelf): Theme {
  const kept = shelf.getItem(THEME_KEY)
  return THEMES.find((theme) => theme === kept) ?? 'system'
}

function keepInside(split: number): number {
  return Number.isFinite(split) && split > 0 ? Math.min(0.8, Math.max(0.25, split)) : 0.62
}

/** Keeps what the user prefers, between starts too. */
export function createPreferencesSlice(shelf: Shelf): AppSlice<PreferencesSlice> {
  return (set, get) => ({
    refreshesByItself: shelf.getItem(REFRESH_KEY) === 'by-itself',
    setRefreshesByItself: (isOn) => {
      shelf.setItem(REFRESH_KEY, isOn ? 'by-itself' : 'on-demand')
      set({ refreshesByItself: isOn })
      if (isOn) get().refreshIfStale()
    },
    theme: readTheme(shelf),
    split: keepInside(Number(shelf.getItem(SPLIT_KEY))),
    setTheme: (theme) => {
      shelf.setItem(THEME_KEY, theme)
      set({ theme })
    },
    setSplit: (split) => {
      const kept = keepInside(split)
      shelf.setItem(SPLIT_KEY, String(kept))
      set({ split: kept })
    },
  })
}
