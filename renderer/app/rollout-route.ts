import { HAZARD_GROUPINGS } from '../../shared/model/hazard-group.ts'
import { TOPOLOGIES } from '../../shared/model/rollout-plan.ts'
import { formatSide, parseSide } from './compare-routes.ts'
import { ROLLOUT_PANELS, type RolloutRoute, type SideChoice } from '../state/route.ts'

/**
 * Reads the address `#/rollout/<a>/<b>?…`. What it does not understand is left out.
 * @param a a part of the path, percent-encoded; empty where there is none, as is `b`
 */
export function parseRolloutRoute(a: string, b: string, values: URLSearchParams): RolloutRoute {
  const at = values.get('at') ?? ''
  return {
    view: 'rollout',
    a: readSide(a),
    b: readSide(b),
    topology: oneOf(TOPOLOGIES, values.get('topology')),
    plan: (values.get('plan') ?? '').slice(0, 8000),
    at: /^\d{1,10}$/.test(at) ? Number.parseInt(at, 10) : null,
    panel: oneOf(ROLLOUT_PANELS, values.get('show')) ?? 'moment',
    by: oneOf(HAZARD_GROUPINGS, values.get('by')) ?? 'cause',
    selected: values.get('selected')?.slice(0, 4000) ?? null,
    beside: oneOf(TOPOLOGIES, values.get('beside')),
    besidePlan: values.get('beside-plan')?.slice(0, 8000) ?? null,
  }
}

/** Writes the address of a rollout; what is at its default is left out. A side that is not chosen is `-`. */
export function formatRolloutRoute(route: RolloutRoute): string {
  const { a, b, topology, plan, at, panel, by, selected, beside, besidePlan } = route
  const pairs: readonly (readonly [string, string, boolean])[] = [
    ['topology', topology ?? '', topology !== null],
    ['plan', plan, plan !== ''],
    ['at', String(at), at !== null],
    ['show', panel, panel !== 'moment'],
    ['by', by, by !== 'cause'],
    ['selected', selected ?? '', selected !== null],
    ['beside', beside ?? '', beside !== null],
    ['beside-plan', besidePlan ?? '', besidePlan !== null],
  ]
  const values = new URLSearchParams(pairs.filter(([, , isSet]) => isSet).map(([key, value]) => [key, value]))
  const sides = a === null && b === null ? '' : `/${writeSide(a)}/${writeSide(b)}`
  const search = values.toString()
  return `#/rollout${sides}${search === '' ? '' : `?${search}`}`
}

function writeSide(side: SideChoice | null): string {
  if (side === null) return '-'
  // A release may be called so.
  return side.kind === 'release' && side.name === '-' ? encodeURIComponent('release:-') : formatSide(side)
}

function readSide(text: string): SideChoice | null {
  if (text === '-') return null
  try {
    return parseSide(decodeURIComponent(text))
  } catch {
    return null
  }
}

function oneOf<T extends string>(choices: readonly T[], text: string | null): T | null {
  return choices.find((choice) => choice === text) ?? null
}
