import type { WholeRelease } from '../comparison.ts'

/** The series of Django that a release was collected with, such as `5.2`, which is taken where it is not known. */
export function djangoOf({ release }: WholeRelease): string {
  return release.card?.django ?? release.settings?.django ?? '5.2'
}

/** Whether a series is that of these numbers or a later one. */
export function isAtLeast(series: string, major: number, minor: number): boolean {
  const [own = 0, below = 0] = series.split('.').map((part) => Number.parseInt(part, 10))
  return own > major || (own === major && below >= minor)
}
