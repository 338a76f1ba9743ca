import { HAZARD_GROUPINGS } from '../../shared/model/hazard-group.ts'
import { TOPOLOGIES } from '../../shared/model/rollout-plan.ts'
import { ROLLOUT_PANELS, type RolloutRoute } from '../state/route.ts'

/**
 * Reads the address `#/rollout/<a>/<b>?…`. What it does not understand is left out.
 * @param a a part of the path, percent-encoded; empty where there is none, as is `b`
 */
export function parseRolloutRoute(a: string, b: string, values: URLSearchParams): RolloutRoute {
  const at = values.get('at') ?? ''
  return {
    view: 'rollout',
    a: decode(a),
    b: decode(b),
    topology: oneOf(TOPOLOGIES, values.get('topology')),
    plan: (values.get('plan') ?? '').slice(0, 8000),
    at: /^\d{1,10}$/.test(at) ? Number.parseInt(at, 10) : null,
    panel: oneOf(ROLLOUT_PANELS, values.get('show')) ?? 'moment',
    by: oneOf(HAZARD_GROUPINGS, values.get('by')) ?? 'cause',
    selected: values.get('selected')?.slice(0, 4000) ?? null,
    beside: oneOf(TOPOLOGIES, values.get('beside')),
  }
}

/** Writes the address of a rollout; what is at its default is left out. A side that is not chosen is `-`. */
export function formatRolloutRoute(route: RolloutRoute): string {
  const { a, b, topology, plan, at, panel, by, selected, beside } = route
  const pairs: readonly (readonly [string, string, boolean])[] = [
    ['topology', topology ?? '', topology !== null],
    ['plan', plan, plan !== ''],
    ['at', String(at), at !== null],
    ['show', panel, panel !== 'moment'],
    ['by', by, by !== 'cause'],
    ['selected', selected ?? '', selected !== null],
    ['beside', beside ?? '', beside !== null],
  ]
  const values = new URLSearchParams(pairs.filter(([, , isSet]) => isSet).map(([key, value]) => [key, value]))
  const sides = a === null && b === null ? '' : `/${encode(a)}/${encode(b)}`
  const search = values.toString()
  return `#/rollout${sides}${search === '' ? '' : `?${search}`}`
}

function encode(name: string | null): string {
  return name === null ? '-' : encodeURIComponent(name)
}

function decode(text: string): string | null {
  if (text === '' || text === '-') return null
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}

function oneOf<T extends string>(choices: readonly T[], text: string | null): T | null {
  return choices.find((choice) => choice === text) ?? null
}
