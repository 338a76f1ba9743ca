import type { RolloutRelease } from '../../../shared/analysis/rollout/find-uses.ts'
import type { Asker, View } from '../../../shared/analysis/rollout/find-askers.ts'
import { playPlan } from '../../../shared/analysis/rollout/play-plan.ts'
import type { World } from '../../../shared/analysis/rollout/world.ts'
import { playSpans, type Result } from '../../../shared/analysis/rollout/play-spans.ts'
import { prepareNames } from '../../../shared/analysis/rollout/prepare-names.ts'
import type { RolloutPlan } from '../../../shared/model/rollout-plan.ts'
import type { Condition, NameTable, ReleaseSide, StorageState } from '../../../shared/model/rollout.ts'
import { errorMessage } from '../../../shared/analysis/rollout/describe-reason.ts'
import { PASSING } from '../../../shared/analysis/rollout/judge-request.ts'
import { failingUses } from '../../../shared/analysis/rollout/find-hazards.ts'

/** One kind of page at a time, with all that the model says of it. */
export type ForeseenAsker = {
  readonly page: ReleaseSide
  readonly table: NameTable
  readonly isOpenPage: boolean
  readonly condition: Condition
  readonly servers: readonly number[]
  /** Whose plain copies lay beside the process when names were computed. */
  readonly copies: StorageState['plain']
  /** Servers that its requests may come to. */
  readonly answering: readonly number[]
  /** Template to what becomes of it. */
  readonly pages: ReadonlyMap<string, ForeseenPage>
}

/**
 * `error`: what Django says instead of the page in the end; null: it is sent, and asks for files. `passing`: what Django
 * says now and then while a collect goes on.
 */
export type ForeseenPage = {
  readonly error: string | null
  readonly passing: ReadonlySet<string>
  /** `how name?query` to what each server gives. */
  readonly requests: ReadonlyMap<string, ReadonlyMap<number, readonly Result[]>>
}

/** A stretch of time without a change. */
export type ForeseenSpan = {
  readonly from: number
  /** Infinity for the last. */
  readonly to: number
  readonly world: World
  readonly askers: readonly ForeseenAsker[]
}

/** What the model says of a plan: page by page, file by file and server by server. */
export function foresee(a: RolloutRelease, b: RolloutRelease, plan: RolloutPlan): ForeseenSpan[] {
  const names = prepareNames(a, b)
  const { spans, usesOf, django } = playSpans(plan, playPlan(plan, names.sides), names)
  return spans.map(({ from, to, world, cells }) => {
    const byAsker = Map.groupBy(cells, ({ asker }) => asker)
    const askers = [...byAsker].map(([asker, own]) => {
      const { uses, names: texts, pages } = usesOf(asker.page, asker.table)
      if (pages === null) throw new Error('the pages of the releases are not known')
      const failing = failingUses(own)
      const passing = new Set(
        own.flatMap(({ results }) => results.filter(({ reason }) => PASSING.has(reason)).map(({ use }) => use)),
      )
      const byTemplate = new Map(
        ((asker.page === 'a' ? a : b).pages ?? []).map((page) => [page.template, page.names] as const),
      )
      const described = pages.map(({ template, names: numbers }): readonly [string, ForeseenPage] => {
        const tags = new Set(byTemplate.get(template))
        const namesOf = (wanted: ReadonlySet<number>): string[] =>
          [...numbers].flatMap(([use, list]) => (wanted.has(use) ? list.map((number) => texts[number] ?? '') : []))
        const useOf = (name: string): number | undefined =>
          [...numbers].find(
            ([use, list]) => uses[use]?.how === 'tag' && list.some((number) => texts[number] === name),
          )?.[0]
        const failingNames = new Set(namesOf(failing))
        const passingNames = new Set(namesOf(passing))
        const errorsOf = (list: readonly string[]): Set<string> =>
          new Set(list.flatMap((name) => errorOf(name, useOf(name), own, django[asker.page]) ?? []))
        // The first in the order of the page is the one that Django meets.
        const order = [...tags].filter((name) => failingNames.has(name) || passingNames.has(name))
        const first = order.findIndex((name) => failingNames.has(name))
        if (first !== -1) {
          const [error = null] = errorsOf(order.slice(first, first + 1))
          return [template, { error, passing: errorsOf(order.slice(0, first)), requests: new Map() }]
        }
        const errors = errorsOf(order)
        const requests = new Map<string, ReadonlyMap<number, readonly Result[]>>()
        for (const [index, list] of numbers)
          for (const name of list)
            requests.set(
              `${uses[index]?.how ?? ''} ${texts[name] ?? ''}${uses[index]?.query ?? ''}`,
              byServer(index, name, new Set(numbers.keys()), own),
            )
        return [template, { error: null, passing: errors, requests }]
      })
      return { ...keyOf(asker), answering: own.flatMap(({ view }) => view.servers), pages: new Map(described) }
    })
    return { from, to, world, askers }
  })
}

type OwnCells = readonly { readonly asker: Asker; readonly view: View; readonly results: readonly Result[] }[]

function keyOf({
  page,
  table,
  isOpenPage,
  condition,
  servers,
  home,
}: Asker): Omit<ForeseenAsker, 'answering' | 'pages'> {
  return { page, table, isOpenPage, condition, servers, copies: home.plain }
}

/** What becomes of a name of a use of a page at each server. @param ofPage all uses of the page */
function byServer(
  use: number,
  name: number,
  ofPage: ReadonlySet<number>,
  cells: OwnCells,
): Map<number, readonly Result[]> {
  const isOfPage = ({ use: other, names, reason, failing }: Result): boolean =>
    other === use &&
    (names === null || names.has(name)) &&
    !PASSING.has(reason) &&
    (failing === null || ![...ofPage].some((one) => failing.has(one)))
  return new Map(
    cells.flatMap(({ view, results }) => {
      const own = results.filter(isOfPage)
      return view.servers.map((server) => [server, own] as const)
    }),
  )
}

function errorOf(name: string, use: number | undefined, cells: OwnCells, django: string): string | null {
  const found = cells.flatMap(({ results }) => results).find((result) => result.use === use)
  return found === undefined ? null : errorMessage(found.reason, name, django)
}
