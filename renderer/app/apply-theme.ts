import type { AppStore } from '../state/app-store.ts'
import type { Theme } from '../state/slices/preferences.ts'

const DARK = '(prefers-color-scheme: dark)'
const CONTRAST = '(prefers-contrast: more)'

/** Puts a theme on the page. `system` and `contrast` take light or dark from the system. */
export function applyTheme(theme: Theme): void {
  const isDark = theme === 'dark' || (theme !== 'light' && window.matchMedia(DARK).matches)
  const isHigh = theme === 'contrast' || (theme === 'system' && window.matchMedia(CONTRAST).matches)
  document.documentElement.dataset['theme'] = isDark ? 'dark' : 'light'
  document.documentElement.dataset['contrast'] = isHigh ? 'more' : 'normal'
}

/** Keeps the page's theme with the user's choice and with the system. */
export function followTheme(store: AppStore): void {
  const apply = () => applyTheme(store.getState().theme)
  store.subscribe((state, before) => {
    if (state.theme !== before.theme) apply()
  })
  for (const query of [DARK, CONTRAST]) window.matchMedia(query).addEventListener('change', apply)
}
