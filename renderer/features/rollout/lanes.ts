import { nameSides } from '../../../shared/analysis/rollout/name-sides.ts'
import type {
  Hazard,
  NameTable,
  RolloutInterval,
  ServerState,
  SideNames,
  StorageState,
} from '../../../shared/model/rollout.ts'
import type { PlayedRollout } from '../../state/slices/rollout.ts'
import { isHarm, OUTCOME_WORDS } from './outcome-words.ts'

export type LaneTone = 'before' | 'after' | 'both' | 'gap' | 'fatal' | 'bad' | 'warn'

/** A stretch of a lane in which nothing changes. */
export type Stretch = {
  readonly from: number
  readonly to: number
  readonly tone: LaneTone
  readonly text: string
}
export type Lane = { readonly id: string; readonly name: string; readonly stretches: readonly Stretch[] }

type Look = Pick<Stretch, 'tone' | 'text'>

/** So many servers have lanes of their own; more would hide the rest. */
const SERVERS_SHOWN = 8

/**
 * The lanes of a time line: storages, manifests, servers, edge, open pages.
 * @param end the second at which the line ends
 */
export function laneList({ head, intervals, hazards }: PlayedRollout, end: number): readonly Lane[] {
  const names = nameSides(head.a, head.b)
  const [first] = intervals
  if (first === undefined) return []
  const isMany = first.storages.length > 1
  const storages = first.storages.slice(0, SERVERS_SHOWN).map(({ id }): Lane => {
    const name = isMany ? `Files of ${placeName(id, names)}` : 'Files'
    return lane(`storage ${id}`, name, intervals, end, ({ storages: now }) =>
      storageLook(
        now.find((one) => one.id === id),
        names,
      ),
    )
  })
  const manifests = first.manifests.slice(0, SERVERS_SHOWN).map(({ place }): Lane => {
    const name = first.manifests.length > 1 ? `Manifest of ${placeName(place, names)}` : 'staticfiles.json'
    return lane(`manifest ${place}`, name, intervals, end, ({ manifests: now }) =>
      manifestLook(now.find((one) => one.place === place)?.holds, names),
    )
  })
  const servers = first.servers.slice(0, SERVERS_SHOWN).map(({ server }): Lane =>
    lane(`server ${server}`, `Server ${server}`, intervals, end, ({ servers: now, from }) =>
      serverLook(
        now.find((one) => one.server === server),
        names,
        hazards,
        from,
      ),
    ),
  )
  const edge = head.plan.cdn
    ? [
        hazardLane(
          'edge',
          'Edge cache',
          'answers as the storage',
          intervals,
          end,
          hazards.filter(({ outcome }) => outcome === 'missing-cached' || outcome === 'stale'),
        ),
      ]
    : []
  const open = hazardLane(
    'open',
    `Open pages of ${names.a}`,
    'all files within reach',
    intervals.filter(({ pages }) => pages.some(({ page }) => page === 'a')),
    end,
    hazards.filter(({ isOpenPage, page }) => isOpenPage && page === 'a'),
  )
  return [...storages, ...manifests, ...servers, ...edge, ...(open.stretches.length === 0 ? [] : [open])]
}

/** A storage or the place of a manifest, for people: the name of a release, or `server 2`. */
export function placeName(id: string, names: SideNames): string {
  const [, server] = /^(?:server|disk|image)[- ]?(\d+)$/.exec(id) ?? []
  if (server !== undefined) return `server ${server}`
  return id === 'a' || id === 'b' ? names[id] : id
}

function lane(
  id: string,
  name: string,
  intervals: readonly RolloutInterval[],
  end: number,
  lookAt: (interval: RolloutInterval) => Look,
): Lane {
  return {
    id,
    name,
    stretches: joined(intervals.map((now) => ({ from: now.from, to: now.to ?? end, ...lookAt(now) }))),
  }
}

/** Neighbours that look the same are one. */
function joined(stretches: readonly Stretch[]): readonly Stretch[] {
  const result: Stretch[] = []
  for (const next of stretches) {
    if (next.to <= next.from) continue
    const last = result.at(-1)
    if (last !== undefined && last.to === next.from && last.tone === next.tone && last.text === next.text)
      result[result.length - 1] = { ...last, to: next.to }
    else result.push(next)
  }
  return result
}

function storageLook(state: StorageState | undefined, names: SideNames): Look {
  if (state === undefined) return { tone: 'gap', text: 'none' }
  const { a, b, rewriting } = state
  if (a === 'arriving' || b === 'arriving') return { tone: 'warn', text: 'copying' }
  if (rewriting !== null) return { tone: 'warn', text: 'CSS and JS are written again' }
  if (a === 'all' && b === 'all') return { tone: 'both', text: `files of ${names.a} and ${names.b}` }
  if (a === 'all') return { tone: 'before', text: `files of ${names.a}` }
  if (b === 'all') return { tone: 'after', text: `files of ${names.b}` }
  return a === 'none' && b === 'none' ? { tone: 'bad', text: 'no files' } : { tone: 'bad', text: 'shared files only' }
}

function manifestLook(holds: NameTable | undefined, names: SideNames): Look {
  if (holds === 'a') return { tone: 'before', text: names.a }
  if (holds === 'b') return { tone: 'after', text: names.b }
  return { tone: 'fatal', text: 'none' }
}

function serverLook(state: ServerState | undefined, names: SideNames, hazards: readonly Hazard[], at: number): Look {
  if (state === undefined) return { tone: 'gap', text: 'not there' }
  const { code, table } = state
  const words = `code ${names[code]}`
  if (table === null) return { tone: code === 'a' ? 'before' : 'after', text: `${words}, no manifest read yet` }
  if (table === code) return { tone: code === 'a' ? 'before' : 'after', text: `${words}, manifest ${names[table]}` }
  const isBroken = hazards.some(
    ({ outcome, page, table: held, from, to }) =>
      outcome === 'error-500' && page === code && held === table && from <= at && (to === null || at < to),
  )
  const held = table === 'empty' ? 'empty manifest' : `manifest ${names[table]}`
  return isBroken ? { tone: 'fatal', text: `${words}, ${held} → 500` } : { tone: 'warn', text: `${words}, ${held}` }
}

/** A lane that is quiet except where hazards lie. */
function hazardLane(
  id: string,
  name: string,
  quiet: string,
  intervals: readonly RolloutInterval[],
  end: number,
  hazards: readonly Hazard[],
): Lane {
  const [first] = intervals
  const last = intervals.at(-1)
  if (first === undefined || last === undefined) return { id, name, stretches: [] }
  const close = Math.min(end, last.to ?? end)
  const cuts = [
    ...hazards.flatMap(({ from, to }) => [from, to ?? end]),
    ...intervals.flatMap(({ from, to }) => [from, to ?? end]),
  ]
  const moments = [...new Set([first.from, ...cuts, close])].filter((cut) => cut >= first.from && cut <= close)
  const sorted = moments.sort((one, other) => one - other)
  const stretches = sorted.slice(0, -1).map((from, index): Stretch => {
    const worst = hazards.find((one) => one.from <= from && (one.to === null || from < one.to) && isHarm(one.outcome))
    const to = sorted[index + 1] ?? close
    if (worst === undefined) return { from, to, tone: 'both', text: quiet }
    const { tone, word } = OUTCOME_WORDS[worst.outcome]
    const count = `${word}: ${worst.fileCount} ${worst.fileCount === 1 ? 'file' : 'files'}`
    return { from, to, tone: tone === 'fatal' ? 'fatal' : tone === 'bad' ? 'bad' : 'warn', text: count }
  })
  return { id, name, stretches: joined(stretches) }
}
