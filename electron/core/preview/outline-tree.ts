import { LOOK_EVERY } from '../../../shared/analysis/pace.ts'
import type { Grouping } from '../../../shared/model/preview.ts'
import { typeOf, type OutlineItems, type OutlineSource } from './outline-items.ts'
import { sortInSlices } from './sort-in-slices.ts'
import type { TimeSlices } from './time-slices.ts'

/**
 * The groups above items, by column, for one revision and grouping. Group 0 is the root, which no row shows. A group's
 * parent has a smaller number than itself, so a loop from the last to the first meets children before parents.
 */
export type OutlineTree = {
  readonly parents: Int32Array
  /** Level of a group's row; -1 for the root. */
  readonly depths: Int32Array
  /** What expansion refers to: the path with a slash at its end, after `provider:2/` or `type:css/` where grouped so. */
  readonly keys: readonly string[]
  readonly groupByKey: ReadonlyMap<string, number>
  /** What people read: the last part of the path, or the provider or type. */
  readonly labels: readonly string[]
  /** Path of a folder without its last slash, or the provider or type. */
  readonly names: readonly string[]
  /** The group right above each item. */
  readonly groupOfItem: Int32Array
  /** Groups below group g, by name: `childGroups[childStarts[g]]` up to `childStarts[g + 1]`. */
  readonly childGroups: Int32Array
  readonly childStarts: Int32Array
  /** Items right below group g, by name. */
  readonly leaves: Int32Array
  readonly leafStarts: Int32Array
}

/** What stands at the top of a tree, above the folders: a key with a slash at its end (empty: nothing), and its label. */
export type Tops = {
  readonly topOf: (item: number) => string
  readonly labelOf: (top: string) => string
  /** Files stand right below their tops, without folders. */
  readonly isFlat?: boolean
}

/** Builds the tree above the items of a preview. */
export function buildTree(
  items: OutlineItems,
  grouping: Grouping,
  preview: OutlineSource,
  slices: TimeSlices,
): Promise<OutlineTree> {
  const labelOf = (top: string): string => {
    const value = top.slice(top.indexOf(':') + 1, -1)
    if (grouping === 'type') return value === '' ? 'no ending' : `.${value}`
    return preview.providers[Number(value)]?.label ?? ''
  }
  return buildTreeBelow(items, { topOf: (at) => topOf(items, grouping, at), labelOf }, slices)
}

/** Builds the tree of folders above items, below their tops. */
export async function buildTreeBelow(
  items: Pick<OutlineItems, 'names' | 'lowerNames'>,
  tops: Tops,
  slices: TimeSlices,
): Promise<OutlineTree> {
  const groups = new Groups(tops.labelOf)
  const count = items.names.length
  const groupOfItem = new Int32Array(count)
  let lastTop = ''
  let lastFolder = ''
  let lastGroup = 0
  for (let at = 0; at < count; at++) {
    if ((at & LOOK_EVERY) === 0 && slices.isOver) await slices.rest()
    const name = items.names[at] ?? ''
    const folder = tops.isFlat === true ? '' : name.slice(0, name.lastIndexOf('/', name.length - 2) + 1)
    const top = tops.topOf(at)
    // Finders yield folder by folder, so most files share the group of the one before.
    if (folder !== lastFolder || top !== lastTop) lastGroup = groups.groupOf(top, folder)
    lastFolder = folder
    lastTop = top
    groupOfItem[at] = lastGroup
  }
  const { parents, labels } = groups
  const lowerLabels = labels.map((label) => label.toLowerCase())
  const byGroup = await bucket(parents.length, parents.length, (at) => (at === 0 ? -1 : (parents[at] ?? 0)), slices)
  await sortBuckets(byGroup, (a, b) => compareNames(a, b, lowerLabels, labels), slices)
  const byItem = await bucket(parents.length, count, (at) => groupOfItem[at] ?? 0, slices)
  await sortBuckets(byItem, (a, b) => compareNames(a, b, items.lowerNames, items.names), slices)
  return {
    parents: Int32Array.from(parents),
    depths: Int32Array.from(groups.depths),
    keys: groups.keys,
    groupByKey: groups.byKey,
    labels,
    names: groups.names,
    groupOfItem,
    childGroups: byGroup.members,
    childStarts: byGroup.starts,
    leaves: byItem.members,
    leafStarts: byItem.starts,
  }
}

/** Without regard to case first, then exactly, so that the order is the same on every machine. */
function compareNames(a: number, b: number, lower: readonly string[], exact: readonly string[]): number {
  const [lowerA = '', lowerB = ''] = [lower[a], lower[b]]
  if (lowerA !== lowerB) return lowerA < lowerB ? -1 : 1
  const [exactA = '', exactB = ''] = [exact[a], exact[b]]
  if (exactA === exactB) return a - b
  return exactA < exactB ? -1 : 1
}

function topOf(items: OutlineItems, grouping: Grouping, at: number): string {
  switch (grouping) {
    case 'path':
      return ''
    case 'provider':
      return `provider:${items.providers[at] ?? 0}/`
    case 'type':
      return `type:${typeOf(items.lowerNames[at] ?? '')}/`
  }
}

/** Groups while they are being gathered. */
class Groups {
  readonly parents: number[] = [0]
  readonly depths: number[] = [-1]
  readonly keys: string[] = ['']
  readonly labels: string[] = ['']
  readonly names: string[] = ['']
  readonly byKey = new Map<string, number>([['', 0]])
  readonly #labelOf: (top: string) => string

  constructor(labelOf: (top: string) => string) {
    this.#labelOf = labelOf
  }

  /** The group of a folder below a top group; made, with all above it, if there is none yet. */
  groupOf(top: string, folder: string): number {
    const key = top + folder
    const known = this.byKey.get(key)
    if (known !== undefined) return known
    if (folder === '') {
      const label = this.#labelOf(top)
      return this.#add(key, 0, label, label)
    }
    // A prefix may start with a slash: the folder '/' lies right below the top, and nothing before it is left to cut.
    const cut = folder === '/' ? 0 : folder.lastIndexOf('/', folder.length - 2) + 1
    const parent = this.groupOf(top, folder.slice(0, cut))
    return this.#add(key, parent, folder.slice(cut, -1) || '/', folder.slice(0, -1) || '/')
  }

  #add(key: string, parent: number, label: string, name: string): number {
    const group = this.parents.length
    this.parents.push(parent)
    this.depths.push((this.depths[parent] ?? 0) + 1)
    this.keys.push(key)
    this.labels.push(label)
    this.names.push(name)
    this.byKey.set(key, group)
    return group
  }
}

type Buckets = { readonly members: Int32Array; readonly starts: Int32Array }

/** Puts 0 … count - 1 into buckets, each in rising order; a negative bucket leaves a number out. */
async function bucket(
  buckets: number,
  count: number,
  bucketOf: (at: number) => number,
  slices: TimeSlices,
): Promise<Buckets> {
  const starts = new Int32Array(buckets + 1)
  for (let at = 0; at < count; at++) {
    if ((at & LOOK_EVERY) === 0 && slices.isOver) await slices.rest()
    const to = bucketOf(at) + 1
    if (to > 0) starts[to] = (starts[to] ?? 0) + 1
  }
  for (let at = 0; at < buckets; at++) starts[at + 1] = (starts[at + 1] ?? 0) + (starts[at] ?? 0)
  const next = starts.slice()
  const members = new Int32Array(starts[buckets] ?? 0)
  for (let at = 0; at < count; at++) {
    if ((at & LOOK_EVERY) === 0 && slices.isOver) await slices.rest()
    const to = bucketOf(at)
    if (to < 0) continue
    const place = next[to] ?? 0
    members[place] = at
    next[to] = place + 1
  }
  return { members, starts }
}

async function sortBuckets(
  { members, starts }: Buckets,
  compare: (a: number, b: number) => number,
  slices: TimeSlices,
): Promise<void> {
  for (let at = 0; at + 1 < starts.length; at++) {
    const [start = 0, end = 0] = [starts[at], starts[at + 1]]
    if (end - start > 1) await sortInSlices(members.subarray(start, end), compare, slices)
  }
}
