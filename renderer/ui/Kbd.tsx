import { formatShortcut } from './shortcut.ts'

/** A shortcut as keys. */
export function Kbd({ shortcut }: { readonly shortcut: string }) {
  return <kbd className="kbd">{formatShortcut(shortcut)}</kbd>
}
