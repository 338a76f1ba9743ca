import type { SideNames } from '../../model/rollout.ts'

/** A sentence that names longer ones cannot be read. */
const LONGEST = 40

/** What two releases are called in sentences: by their names, cut in the middle, and told apart where they are equal. */
export function nameSides(a: string, b: string): SideNames {
  const [shortA, shortB] = [shorten(a), shorten(b)]
  return shortA === shortB ? { a: `${shortA} (A)`, b: `${shortB} (B)` } : { a: shortA, b: shortB }
}

function shorten(name: string): string {
  if (name.length <= LONGEST) return name
  return `${name.slice(0, LONGEST / 2 - 1)}…${name.slice(-LONGEST / 2)}`
}
