import type { CompareRoute, SideChoice } from './route.ts'

/** Whether two sides are one. */
export function sameSide(a: SideChoice | null, b: SideChoice | null): boolean {
  if (a === null || b === null) return a === b
  if (a.kind === 'release') return b.kind === 'release' && a.name === b.name
  return b.kind === 'working' && a.projectId === b.projectId
}

/** Whether two routes compare the same sides. */
export function sameSides(one: Pick<CompareRoute, 'a' | 'b'>, other: Pick<CompareRoute, 'a' | 'b'>): boolean {
  return sameSide(one.a, other.a) && sameSide(one.b, other.b)
}
