import { TOPOLOGIES, type RolloutPlan } from '../../../shared/model/rollout-plan.ts'
import { topologyTitle } from '../../../shared/analysis/rollout/topologies.ts'
import { formatSpan } from '../../../shared/text/format-clock.ts'

/** What the parts of a plan are called, by their place in it. */
export const PLAN_LABELS = {
  topology: 'Topology',
  bucket: 'Files lie in',
  serving: 'Served by',
  cdn: 'A CDN stands in front',
  ignoresQuery: 'The CDN ignores queries',
  sticky: 'A visitor stays with one server',
  strict: 'Strict manifest',
  keepOnlyHashed: 'Keep only hashed files',
  recycling: 'Processes may restart with old code at any time',
  startsAt: 'Starts at',
  servers: 'Servers or processes',
  restarts: 'Known restarts',
  'collect.at': 'Collect starts',
  'collect.takes': 'Collect takes',
  'collect.plain': 'Of that for plain copies',
  'collect.gap': 'Gap without a manifest',
  'collect.writing': 'Manifest lies half written',
  'collect.manifest': 'Manifest is written',
  'collect.where': 'Servers collect',
  'collect.clear': 'Clear STATIC_ROOT first',
  'switch.at': 'Switch starts',
  'switch.wave': 'Servers in a wave',
  'switch.every': 'Between waves',
  'lifetimes.html': 'Pages are cached',
  'lifetimes.hashed': 'Hashed files are cached',
  'lifetimes.plain': 'Plain files are cached',
  'lifetimes.missing': '404 answers are cached',
  openPage: 'Longest open page',
  rollbackWindow: 'Rollback window',
  'cleanUp.at': 'Clean-up',
  'rollback.at': 'Rollback starts',
} as const

const LABELS: Readonly<Record<string, string>> = PLAN_LABELS
const COUNTS: ReadonlySet<string> = new Set(['servers', 'switch.wave'])

/** A part of a plan in words, one for each value: `Servers or processes: 8`. */
export function planPartWords(part: object, above = ''): readonly string[] {
  return Object.entries(part).flatMap(([key, value]: [string, unknown]) => {
    const place = above === '' ? key : `${above}.${key}`
    if (typeof value === 'object' && value !== null) return planPartWords(value, place)
    return [`${LABELS[place] ?? place}: ${valueWords(place, value)}`]
  })
}

function valueWords(place: string, value: unknown): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'number') return COUNTS.has(place) ? String(value) : formatSpan(value)
  if (place === 'serving') return SERVING_WORDS[value === 'whitenoise' ? 'whitenoise' : 'web-server']
  const topology = TOPOLOGIES.find((one) => one === value)
  return topology === undefined ? String(value) : topologyTitle(topology)
}

export const SERVING_WORDS: Readonly<Record<RolloutPlan['serving'], string>> = {
  'web-server': 'Nginx, Apache or the bucket',
  whitenoise: 'WhiteNoise',
}
