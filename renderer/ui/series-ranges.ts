/** One Django series and whether a file fails in it. Oldest first. */
export type SeriesVerdict = { readonly series: string; readonly fails: boolean }

/** Neighbouring series of one verdict, as one tag: `4.0 – 6.1 fails`. */
export type SeriesRange = { readonly label: string; readonly fails: boolean }

/** In one phrase, `fails in 3.2 – 5.2, passes in 6.0 – 6.1`; null where all versions are alike, or nothing is known. */
export function seriesPhrase(verdicts: readonly SeriesVerdict[]): string | null {
  const failing = failingSeries(verdicts)
  return failing === null ? null : `fails in ${failing}, passes in ${seriesWhere(verdicts, false)}`
}

/** The series that fail, `3.2 – 5.2, 6.1`; null where all versions are alike, or nothing is known. */
export function failingSeries(verdicts: readonly SeriesVerdict[]): string | null {
  return seriesRanges(verdicts).length < 2 ? null : seriesWhere(verdicts, true)
}

function seriesWhere(verdicts: readonly SeriesVerdict[], fails: boolean): string {
  return seriesRanges(verdicts)
    .filter((range) => range.fails === fails)
    .map(({ label }) => label.replace(/ \w+$/, ''))
    .join(', ')
}

/** Joins neighbouring series of the same verdict. */
export function seriesRanges(verdicts: readonly SeriesVerdict[]): readonly SeriesRange[] {
  const ranges: { first: string; last: string; fails: boolean }[] = []
  for (const { series, fails } of verdicts) {
    const open = ranges.at(-1)
    if (open !== undefined && open.fails === fails) open.last = series
    else ranges.push({ first: series, last: series, fails })
  }
  return ranges.map(({ first, last, fails }) => ({
    label: `${first === last ? first : `${first} – ${last}`} ${fails ? 'fails' : 'passes'}`,
    fails,
  }))
}
