/** The parts of a key event that decide whether it is a shortcut. */
export type KeyPress = {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

/** Whether the system's command key is ⌘. */
export const IS_MAC = typeof navigator !== 'undefined' && /Mac/.test(navigator.platform)

/**
 * Whether a key press is a shortcut such as `Mod+Shift+O`, `F5` or `?`. `Mod` is Ctrl, on a Mac ⌘.
 * Shift is ignored for signs (`?`), because where they lie differs between keyboards.
 */
export function matchesShortcut(press: KeyPress, shortcut: string, isMac = IS_MAC): boolean {
  const parts = shortcut.split('+')
  const key = parts.at(-1) ?? ''
  const isSign = key.length === 1 && key.toLowerCase() === key.toUpperCase() && !/\d/.test(key)
  return (
    press.key.toLowerCase() === key.toLowerCase() &&
    (isMac ? press.metaKey : press.ctrlKey) === parts.includes('Mod') &&
    !(isMac ? press.ctrlKey : press.metaKey) &&
    press.altKey === parts.includes('Alt') &&
    (isSign || press.shiftKey === parts.includes('Shift'))
  )
}

const MAC_SIGNS: Readonly<Record<string, string>> = { Mod: '⌘', Shift: '⇧', Alt: '⌥' }
const ARROWS: Readonly<Record<string, string>> = { ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓' }

/** A shortcut as people read it: `Ctrl Shift O`, on a Mac `⌘⇧O`. */
export function formatShortcut(shortcut: string, isMac = IS_MAC): string {
  const parts = shortcut.split('+').map((part) => {
    if (part in ARROWS) return ARROWS[part]
    if (isMac) return MAC_SIGNS[part] ?? part
    return part === 'Mod' ? 'Ctrl' : part
  })
  return parts.join(isMac ? '' : ' ')
}
