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
  const askedStem = stemOf(askedBase)
  const farthest = Math.max(1, Math.floor(askedBase.length / 3))
  const found: { name: string; rank: number }[] = []
  for (const name of names) {
    const rank = rankOf(name.toLowerCase(), asked, askedBase, askedStem, farthest)
    if (rank !== null) found.push({ name, rank })
  }
  return found
    .toSorted((a, b) => a.rank - b.rank || a.name.length - b.name.length || compareLower(a.name, b.name))
    .slice(0, most)
    .map(({ name }) => name)
}

function compareLower(a: string, b: string): number {
  return a.toLowerCase() < b.toLowerCase() ? -1 : 1
}

/** Lower is nearer; null for a name that nobody would take for the text. */
function rankOf(name: string, asked: string, askedBase: string, askedStem: string, farthest: number): number | null {
  if (name === asked) return 0
  const base = baseOf(name)
  if (base === askedBase) return 1 + otherFolders(name, asked)
  if (askedStem.length > 2 && stemOf(base) === askedStem) return 100 + otherFolders(name, asked)
  const distance = editDistance(base, askedBase, farthest)
  return distance > farthest ? null : 200 + 10 * distance + otherFolders(name, asked)
}

/** How many folders of two paths differ, at most nine. */
function otherFolders(a: string, b: string): number {
  const [ofA, ofB] = [a.split('/').slice(0, -1), b.split('/').slice(0, -1)]
  const shared = ofA.filter((folder) => ofB.includes(folder)).length
  return Math.min(9, Math.max(ofA.length, ofB.length) - shared)
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
