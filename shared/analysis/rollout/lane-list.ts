import type { RolloutPlan } from '../../model/rollout-plan.ts'
import { type Lane, type LaneTone, SERVERS_SHOWN } from '../../model/rollout-lanes.ts'
import type { Hazard, NameTable, Outcome, ServerState, SideNames, StorageState } from '../../model/rollout.ts'
import { describeOutcome } from '../../text/describe-rollout.ts'
import { plural } from '../../text/plural.ts'
import { diskOf, hasOwnDisks } from './plan-acts.ts'
import { placesOf, type World } from './world.ts'
import type { PlayedSpans, Span } from './play-spans.ts'

type Stretch = Lane['stretches'][number]
type Look = Pick<Stretch, 'tone' | 'text'> & { readonly words?: string }
/** Some seconds of a rollout; `to` is null for the last. */
type Time = { readonly from: number; readonly to: number | null }

/**
 * The lanes of a time line: storages, manifests, servers, edge, open pages.
 * @param hazards of the rollout, what is certain first
 * @param server the first of at most `SERVERS_SHOWN` servers, counted from 1
 */
export function laneList(plan: RolloutPlan, played: PlayedSpans, hazards: readonly Hazard[], server: number): Lane[] {
  const { spans, sides } = played
  const [first] = spans
  if (first === undefined) return []
  const { servers } = first.world
  const shown = servers.slice(server - 1, server - 1 + SERVERS_SHOWN).map((one) => one.server)
  const disks = hasOwnDisks(plan) ? new Set(shown.map(diskOf)) : null
  const isShown = (id: string): boolean => disks === null || disks.has(id)
  const storages = [...first.world.storages.keys()].filter(isShown)
  const manifests = [...first.world.manifests.keys()].filter(isShown)
  const cached = hazards.filter(({ outcome }) => CACHED.has(outcome))
  const broken = spans.map((span) => errorsIn(span, hazards))
  return [
    ...storages.map((id) =>
      laneOf(`storage ${id}`, storages.length > 1 ? `Files of ${placeName(id, sides)}` : 'Files', spans, ({ world }) =>
        storageLook(world.storages.get(id), sides),
      ),
    ),
    ...manifests.map((place) =>
      laneOf(
        `manifest ${place}`,
        manifests.length > 1 ? `Manifest of ${placeName(place, sides)}` : 'staticfiles.json',
        spans,
        ({ world }) => manifestLook(world.manifests.get(place)?.holds, isRead(plan, world, place), sides),
      ),
    ),
    ...shown.map((one) =>
      laneOf(`server ${one}`, `Server ${one}`, spans, ({ world }, index) =>
        serverLook(world.servers[one - 1], sides, broken[index] ?? new Set()),
      ),
    ),
    ...(plan.cdn ? [hazardLane('edge', 'Edge cache', 'answers as the storage', spans, cached)] : []),
    ...openPages(spans, hazards, sides),
  ]
}

const CACHED: ReadonlySet<Outcome> = new Set(['missing-cached', 'stale'])

/** A storage or the place of a manifest, for people: the name of a release, or `server 2`. */
export function placeName(id: string, sides: SideNames): string {
  return id === 'a' || id === 'b' ? sides[id] : id
}

function openPages(spans: readonly Span[], hazards: readonly Hazard[], sides: SideNames): Lane[] {
  const open = spans.filter(({ cells }) =>
    cells.some(({ asker }) => asker.page === 'a' && asker.condition === 'always'),
  )
  if (open.length === 0) return []
  const theirs = hazards.filter(({ isOpenPage, page }) => isOpenPage && page === 'a')
  return [hazardLane('open', `Open pages of ${sides.a}`, 'all files within reach', open, theirs)]
}

function laneOf(id: string, name: string, spans: readonly Span[], lookAt: (span: Span, index: number) => Look): Lane {
  const stretches = spans.map((span, index): Stretch => {
    const look = lookAt(span, index)
    return { ...timeOf(span), words: look.text, ...look }
  })
  return { id, name, stretches: joined(stretches) }
}

function timeOf({ from, to }: Span): Time {
  return { from, to: to === Infinity ? null : to }
}

/** Neighbours that look the same are one. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = []
  for (const next of stretches) {
    const last = result.at(-1)
    if (last !== undefined && last.to === next.from && last.tone === next.tone && last.text === next.text)
      result[result.length - 1] = { ...last, to: next.to }
    else result.push(next)
  }
  return result
}

function storageLook(state: StorageState | undefined, sides: SideNames): Look {
  if (state === undefined) return { tone: 'gap', text: 'none' }
  const { a, b, copying, rewriting } = state
  if (a === 'arriving' || b === 'arriving') return { tone: 'warn', text: 'copying' }
  if (copying !== null) return { tone: 'warn', text: 'plain copies are written again' }
  if (rewriting !== null) return { tone: 'warn', text: 'CSS and JS are written again' }
  if (a === 'all' && b === 'all') return { tone: 'both', text: `${sides.a} and ${sides.b}` }
  if (a === 'all') return { tone: 'before', text: sides.a }
  if (b === 'all') return { tone: 'after', text: sides.b }
  return a === 'none' && b === 'none' ? { tone: 'bad', text: 'no files' } : { tone: 'bad', text: 'shared files only' }
}

/** Whether a process reads the manifest at a place at its first use. */
function isRead(plan: RolloutPlan, { servers }: World, place: string): boolean {
  return servers.some(({ server, code }) => placesOf(plan, server, code).manifest === place)
}

function manifestLook(holds: NameTable | undefined, isNeeded: boolean, sides: SideNames): Look {
  if (holds === 'a') return { tone: 'before', text: sides.a }
  if (holds === 'b') return { tone: 'after', text: sides.b }
  const text = holds === 'unreadable' ? 'cannot be read' : 'none'
  return isNeeded ? { tone: 'fatal', text } : { tone: 'gap', text, words: `${text}, and no process looks for it` }
}

function heldWords(table: NameTable, sides: SideNames): string {
  if (table === 'unreadable') return 'no readable manifest'
  return table === 'empty' ? 'no manifest' : `manifest of ${sides[table]}`
}

function serverLook(
  state: Pick<ServerState, 'code' | 'table'> | undefined,
  sides: SideNames,
  broken: ReadonlySet<string>,
): Look {
  if (state === undefined) return { tone: 'gap', text: 'not there' }
  const { code, table } = state
  const own: LaneTone = code === 'a' ? 'before' : 'after'
  const runs = `code of ${sides[code]}`
  if (table === null) return { tone: own, text: sides[code], words: `${runs}, no manifest read yet` }
  if (table === code) return { tone: own, text: sides[code], words: `${runs} with its own manifest` }
  const held = heldWords(table, sides)
  const words = `${runs} with ${held}`
  return broken.has(`${code} ${table}`)
    ? { tone: 'fatal', text: `500: ${held}`, words: `${words}: pages are errors` }
    : { tone: 'warn', text: held, words }
}

/** Code and table of processes whose pages are errors in a span. */
function errorsIn({ from }: Span, hazards: readonly Hazard[]): Set<string> {
  return new Set(
    hazards
      .filter((one) => one.outcome === 'error-500' && isAt(one, from))
      .map(({ page, table }) => `${page} ${table}`),
  )
}

function isAt({ from, to }: Time, at: number): boolean {
  return from <= at && (to === null || at < to)
}

/** A lane that is quiet except where hazards lie. Hazards begin and end where spans do. */
function hazardLane(id: string, name: string, quiet: string, spans: readonly Span[], hazards: readonly Hazard[]): Lane {
  return laneOf(id, name, spans, ({ from }) => {
    const worst = hazards.find((one) => isAt(one, from))
    if (worst === undefined) return { tone: 'both', text: quiet }
    const files = plural(worst.fileCount, 'file')
    const word = worst.outcome === 'missing-cached' ? '404' : describeOutcome(worst.outcome)
    return {
      tone: TONES[worst.outcome],
      text: `${word}: ${files}`,
      words: `${describeOutcome(worst.outcome)} for ${files}`,
    }
  })
}

const TONES: Readonly<Record<Outcome, LaneTone>> = {
  'error-500': 'fatal',
  missing: 'bad',
  'missing-cached': 'bad',
  'other-version': 'warn',
  stale: 'warn',
  unhashed: 'warn',
  harmless: 'both',
  ok: 'both',
}
