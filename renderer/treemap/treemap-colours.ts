import type { TreemapNode } from '../../shared/model/treemap.ts'

/** What the colours tell. */
export const COLOURINGS = ['provider', 'type', 'state'] as const
export type Colouring = (typeof COLOURINGS)[number]

/** A pair of roles of `styles/tokens.css`: `ripple` stands for `--ripple` on `--ripple-bg`. */
export type Role = 'moved' | 'ripple' | 'own' | 'added' | 'removed' | 'warn' | 'bad' | 'fatal' | 'unknown'

export type LegendEntry = { readonly value: string; readonly label: string; readonly role: Role; readonly sign: string }

/** Which role each node has, and what the roles mean. */
export type Colours = {
  readonly roleOf: (node: TreemapNode) => Role
  readonly signOf: (node: TreemapNode) => string
  readonly legend: readonly LegendEntry[]
}

/** Roles for what is told apart, largest first; the rest shares one. */
const CATEGORIES: readonly Role[] = ['moved', 'ripple', 'own', 'added', 'warn']

const STATES: readonly (LegendEntry & { readonly value: TreemapNode['state'] })[] = [
  { value: 'broken', label: 'Broken', role: 'bad', sign: '×' },
  { value: 'warning', label: 'Warning', role: 'warn', sign: '!' },
  { value: 'shadowed', label: 'Shadows others', role: 'moved', sign: '≡' },
  { value: 'alarm', label: 'Alarm', role: 'fatal', sign: '!' },
  { value: 'own', label: 'Own edit', role: 'own', sign: '●' },
  { value: 'ripple', label: 'Ripple', role: 'ripple', sign: '◇' },
  { value: 'added', label: 'Added', role: 'added', sign: '+' },
  { value: 'removed', label: 'Removed', role: 'removed', sign: '−' },
  { value: 'moved', label: 'Moved', role: 'moved', sign: '→' },
  { value: 'tool', label: 'Tool or name', role: 'warn', sign: '⚙' },
  { value: 'same', label: 'Unchanged', role: 'unknown', sign: '=' },
  { value: 'other', label: 'Other', role: 'unknown', sign: '?' },
  { value: 'fine', label: 'Fine', role: 'unknown', sign: '' },
]

/** Gives the five largest providers (or types) a colour each, or the states theirs, which have signs too. */
export function coloursFor(nodes: readonly TreemapNode[], colouring: Colouring): Colours {
  if (colouring === 'state') {
    const shown = STATES.filter(({ value }) => nodes.some(({ state }) => state === value))
    const entryOf = ({ state }: TreemapNode) => STATES.find(({ value }) => value === state)
    return {
      roleOf: (node) => entryOf(node)?.role ?? 'unknown',
      signOf: (node) => entryOf(node)?.sign ?? '',
      legend: shown,
    }
  }
  const sums = new Map<string, number>()
  for (const node of nodes) {
    const value = node[colouring]
    if (value !== null && isLeaf(node)) sums.set(value, (sums.get(value) ?? 0) + node.size)
  }
  const largest = [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, CATEGORIES.length)
  const roles = new Map(largest.map(([value], at) => [value, CATEGORIES[at] ?? 'unknown'] as const))
  const legend = largest.map(([value], at): LegendEntry => ({
    value,
    label: colouring === 'provider' ? value : value === '' ? 'no ending' : `.${value}`,
    role: CATEGORIES[at] ?? 'unknown',
    sign: '',
  }))
  const hasOthers = sums.size > largest.length || nodes.some((node) => node[colouring] === null && isLeaf(node))
  return {
    roleOf: (node) => roles.get(node[colouring] ?? '\0') ?? 'unknown',
    signOf: () => '',
    legend: hasOthers ? [...legend, { value: '', label: 'Others', role: 'unknown', sign: '' }] : legend,
  }
}

/** Files and rests; groups are counted by what is in them. */
function isLeaf({ kind }: TreemapNode): boolean {
  return kind !== 'group'
}
