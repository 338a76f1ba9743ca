import { type Outcome, OUTCOMES } from '../../../shared/model/rollout.ts'
import type { Result } from '../../../shared/analysis/rollout/play-spans.ts'
import type { ForeseenAsker, ForeseenSpan } from './foresee.ts'
import type { RealAsker, RealRequest, Seen } from './observer.ts'
import type { RealOutcome } from './judge-answer.ts'

/** What was compared in a span: how often both agree, which outcomes really came, and where they do not agree. */
export type SpanComparison = {
  readonly agreements: number
  readonly outcomes: ReadonlySet<Outcome>
  readonly disagreements: readonly string[]
}

const CACHED: ReadonlySet<RealOutcome> = new Set(['missing-cached', 'stale'])

/**
 * Holds what real servers did in a span against what the model says of it. Where a collect stood still with files half
 * changed, the model has to say the worst that came; otherwise each look has to be as it says.
 */
export function compareSpan(foreseen: ForeseenSpan, seen: Seen, hasHalfStates: boolean): SpanComparison {
  const disagreements = [...new Set(seen.oddities)]
  const outcomes = new Set<Outcome>()
  let agreements = 0
  const say = (where: string, model: unknown, real: unknown): void => {
    if (model === real) agreements++
    else disagreements.push(`${where}: the model says ${String(model)}, and really it is ${String(real)}`)
  }
  for (const { server, code, table } of foreseen.world.servers)
    say(`server ${server} (${code})`, table, seen.tables.get(server) ?? null)
  const met = new Set<string>()
  for (const { asker, template, errors } of seen.pages.values()) {
    const model = askerOf(foreseen, asker)
    const page = model?.pages.get(template)
    const where = `${describe(asker)} ${template}`
    if (model === null || page === undefined) {
      disagreements.push(`${where}: the model does not know of it`)
      continue
    }
    met.add(keyOf(model))
    const [worst = null] = [...errors].filter((error) => error !== null)
    if (worst !== null) outcomes.add('error-500')
    if (errors.size > 1 && !hasHalfStates) disagreements.push(`${where}: now ${[...errors].join(', now ')}`)
    // Any of the names whose plain copies come or go one after the other may be the first to fail.
    const lasting = [...errors].filter((error) => error === null || !page.passing.has(error))
    if (page.error !== null) say(where, page.error, lasting.join(' and '))
    else if (page.passing.size === 0) say(where, null, worst)
    else say(where, '', lasting.filter((error) => error !== null).join(' and ') || (worst === null ? 'no error' : ''))
  }
  const asked = new Map<string, Set<string>>()
  for (const request of seen.requests.values()) {
    const { asker, template, asset, server } = request
    const name = `${asset.how} ${asset.name}${asset.query}`
    const where = `${describe(asker)} ${template} ${name} at server ${server}`
    const model = askerOf(foreseen, asker)
    const results = model?.pages.get(template)?.requests.get(name)?.get(server)
    if (model === null || results === undefined) {
      disagreements.push(`${where}: the model does not know of it`)
      continue
    }
    met.add(keyOf(model))
    const key = `${keyOf(model)} ${template}`
    asked.set(key, (asked.get(key) ?? new Set()).add(`${name} ${server}`))
    if (request.origin.size > 1 && !hasHalfStates)
      disagreements.push(`${where}: now ${[...request.origin].join(', now ')}`)
    const worst = worstOf([...request.origin])
    const said = results.map(sayOf)
    const worstSaid = worstOf(said.filter((outcome) => !CACHED.has(outcome)))
    say(where, worstSaid, worst)
    const cached = cachedOf(request, worst)
    // Of several names that a page may have, one may be in a cache and another away.
    const cachedSaid = new Set(said.filter((outcome) => CACHED.has(outcome) && isWorse(outcome, worstSaid)))
    say(`${where}, from caches`, [...cachedSaid].toSorted().join(), cached.toSorted().join())
    for (const outcome of [worst, ...cached])
      if (outcome !== 'broken') outcomes.add(outcome === 'cut' ? 'other-version' : outcome)
  }
  for (const asker of foreseen.askers) {
    if (!met.has(keyOf(asker)) && asker.pages.size > 0)
      disagreements.push(`${describe(asker)}: the model has such pages, and really nobody has`)
    for (const [template, { requests }] of asker.pages) {
      const own = asked.get(`${keyOf(asker)} ${template}`)
      // An error page that came only in a half state asks for nothing.
      if (own === undefined) continue
      for (const [name, servers] of requests)
        for (const server of servers.keys())
          if (!own.has(`${name} ${server}`))
            disagreements.push(`${describe(asker)} ${template} ${name} at server ${server}: nobody asks for it`)
    }
  }
  return { agreements, outcomes, disagreements }
}

/** What caches give that is worse than what the server itself gives. */
function cachedOf({ cached }: RealRequest, origin: RealOutcome): Outcome[] {
  const found = new Set<Outcome>()
  for (const outcome of cached.keys()) {
    if (outcome === 'missing' && isWorse('missing-cached', origin)) found.add('missing-cached')
    if ((outcome === 'other-version' || outcome === 'cut') && isWorse('stale', origin)) found.add('stale')
  }
  return [...found]
}

/** Whether an answer of a cache is worse than what the server itself gives. */
function isWorse(cached: RealOutcome, origin: RealOutcome): boolean {
  if (cached === 'missing-cached') return origin !== 'missing' && origin !== 'error-500'
  return rank(origin) > rank('other-version')
}

function askerOf({ askers }: ForeseenSpan, real: RealAsker): ForeseenAsker | null {
  const fitting = askers.filter(
    ({ page, table, isOpenPage, condition }) =>
      page === real.page && table === real.table && isOpenPage === real.isOpenPage && condition === real.condition,
  )
  const near = fitting.filter(({ servers }) => servers.includes(real.server))
  if (!real.isOpenPage) return near[0] ?? null
  // What was computed before a collect and behind it stays open side by side.
  const alike = (askers: readonly ForeseenAsker[]) => askers.find(({ copies }) => copies === real.copies)
  return alike(near) ?? near[0] ?? alike(fitting) ?? fitting[0] ?? null
}

type Named = Pick<RealAsker, 'page' | 'table' | 'isOpenPage' | 'condition'>

function describe({ page, table, isOpenPage, condition }: Named): string {
  const open = isOpenPage ? ', open' : ''
  return `page of ${page} with table ${table}${open}${condition === 'always' ? '' : `, if ${condition}`}`
}

function keyOf(asker: ForeseenAsker): string {
  return `${describe(asker)} ${asker.servers.join()} ${asker.copies}`
}

function worstOf(outcomes: readonly RealOutcome[]): RealOutcome {
  return outcomes.toSorted((one, other) => rank(one) - rank(other))[0] ?? 'ok'
}

/** Half a file is worse than one of another version, and what nobody knows is worst. */
const RANKS: readonly RealOutcome[] = (['broken', ...OUTCOMES] as const).flatMap((outcome) =>
  outcome === 'other-version' ? (['cut', outcome] as const) : [outcome],
)

function rank(outcome: RealOutcome): number {
  return RANKS.indexOf(outcome)
}

function sayOf({ outcome, reason }: Result): RealOutcome {
  return reason === 'cut-by-whitenoise' ? 'cut' : outcome
}
