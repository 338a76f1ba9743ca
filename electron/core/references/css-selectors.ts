/** Pseudo-classes that hold only while somebody does something. */
const STATES =
  /:(?:hover|focus|focus-visible|focus-within|active|checked|disabled|invalid|valid|target|visited|open|popover-open|fullscreen|indeterminate|placeholder-shown|autofill)\b/

/** The state in which alone a rule with these selectors counts, as of its first one; null where some need none. */
export function stateOf(selectors: string): string | null {
  const all = selectors.split(',')
  if (!all.every((selector) => STATES.test(selector))) return null
  return STATES.exec(all[0] ?? '')?.[0] ?? ''
}
