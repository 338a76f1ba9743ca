/** Names longer than this are compared by their last part alone. */
const LONGEST = 120

/**
 * Names that are like a text, nearest first: equal but for case, the same last part in another folder, the same last
 * part with another ending, then by the number of letters that differ (at most a third of them).
 * @param most how many are given
 */
export function nearestNames(text: string, names: Iterable<string>, most: number): string[] {
  const asked = text.toLowerCase()
  const askedBase = baseOf(asked)
  const askedFolders = asked.split('/').slice(0, -1)
  const askedStem = stemOf(askedBase)
  const farthest = Math.max(1, Math.floor(askedBase.length / 3))
  const best: Ranked[] = []
  // Many files share their last part, which is what takes time to compare.
  const ranks = new Map<string, number | null>()
  for (const name of names) {
    const lower = name.toLowerCase()
    const base = baseOf(lower)
    let rank = ranks.get(base)
    if (rank === undefined) ranks.set(base, (rank = rankOf(base, askedBase, askedStem, farthest)))
    if (rank === null || (best.length === most && rank > (best.at(-1)?.rank ?? 0))) continue
    const ranked = { name, lower, rank: lower === asked ? 0 : rank + otherFolders(lower, askedFolders) }
    const at = best.findIndex((other) => isNearer(ranked, other))
    if (at >= 0) best.splice(at, 0, ranked)
    else best.push(ranked)
    if (best.length > most) best.pop()
  }
  return best.map(({ name }) => name)
}

type Ranked = { readonly name: string; readonly lower: string; readonly rank: number }

function isNearer(a: Ranked, b: Ranked): boolean {
  if (a.rank !== b.rank) return a.rank < b.rank
  return a.name.length === b.name.length ? a.lower < b.lower : a.name.length < b.name.length
}

/** The rank of a last part: lower is nearer, null for one that nobody would take for the text's. */
function rankOf(base: string, askedBase: string, askedStem: string, farthest: number): number | null {
  if (base === askedBase) return 1
  if (askedStem.length > 2 && stemOf(base) === askedStem) return 100
  const distance = editDistance(base, askedBase, farthest)
  return distance > farthest ? null : 200 + 10 * distance
}

/** How many folders of a path differ from those asked for, at most nine. */
function otherFolders(name: string, asked: readonly string[]): number {
  const folders = name.split('/').length - 1
  const shared = asked.filter((folder) => `/${name}`.includes(`/${folder}/`)).length
  return Math.min(9, Math.max(folders, asked.length) - Math.min(shared, folders))
}

function baseOf(name: string): string {
  return name.slice(name.lastIndexOf('/', name.length - 2) + 1)
}

function stemOf(base: string): string {
  const dot = base.indexOf('.', 1)
  return dot < 0 ? base : base.slice(0, dot)
}

/**
 * Letters to add, drop, replace or swap with their neighbour to make one text of the other (optimal string alignment).
 * @param most where to stop: what is farther comes out as `most + 1`
 */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most || a.length > LONGEST || b.length > LONGEST) return most + 1
  // A step puts at most one letter in and takes one out: most texts are too far by their letters alone.
  if (bitsIn(lettersOf(a) ^ lettersOf(b)) > 2 * most) return most + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, at) => at)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1]
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (isSame ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1)
      row.push(cost)
      least = Math.min(least, cost)
    }
    // A swap reaches back over two rows, so the row before must be beyond the limit too.
    if (least > most && Math.min(...last) > most) return most + 1
    before = last
    last = row
  }
  return Math.min(last[b.length] ?? 0, most + 1)
}

/** The letters of a text as bits; letters may share one. */
function lettersOf(text: string): number {
  let letters = 0
  for (let at = 0; at < text.length; at++) letters |= 1 << (text.charCodeAt(at) & 31)
  return letters
}

function bitsIn(bits: number): number {
  let count = 0
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1
  return count
}
