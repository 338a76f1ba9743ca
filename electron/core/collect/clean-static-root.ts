/** Levels above a clean STATIC_ROOT, so that a reference that leaves it does not meet the top of the disk. */
const LEVELS = 12

const ANCESTORS = Array.from({ length: LEVELS }, (_, index) => `<${'up '.repeat(LEVELS - index).trim()}>`)

/** Stands for a STATIC_ROOT that is clean and has no place. Nothing of this name is on any disk. */
export const CLEAN_STATIC_ROOT = `/${ANCESTORS.join('/')}/<STATIC_ROOT>`

/** The clean STATIC_ROOT and what lies above it, longest first, with the text that is shown for each. */
const SHOWN: readonly (readonly [path: string, text: string])[] = [
  [CLEAN_STATIC_ROOT, '<STATIC_ROOT>'],
  ...Array.from(
    { length: LEVELS },
    (_, index) =>
      [`/${ANCESTORS.slice(0, LEVELS - index).join('/')}`, `<STATIC_ROOT>${'/..'.repeat(index + 1)}`] as const,
  ),
]

/** A text of Django with `<STATIC_ROOT>` for the clean one, and `<STATIC_ROOT>/..` for what lies above it. */
export function hideCleanStaticRoot(text: string): string {
  return text.includes('<up') || text.includes(CLEAN_STATIC_ROOT)
    ? SHOWN.reduce((shown, [path, replacement]) => shown.replaceAll(path, replacement), text)
    : text
}
