import { causeSchema } from '../../shared/model/comparison.ts'
import { comparisonQuerySchema } from '../../shared/model/comparison-view.ts'
import { COMPARE_FORMS, COMPARE_TABS, type CompareRoute, type SideChoice } from '../state/route.ts'
import { compareOf } from '../state/compare-of.ts'

const { grouping, filter, sort } = comparisonQuerySchema.shape
const DEFAULTS = compareOf(null)

/**
 * Reads the address of a comparison: `compare/<a>/<b>?…`. A side is the name of a release, `working:<project>`, or
 * nothing; a release whose name begins like a word of ours is written `release:<name>`.
 * @param sides the parts of the path after `compare`, decoded; null for what cannot be decoded
 */
export function parseCompareRoute(sides: readonly (string | null)[], values: URLSearchParams): CompareRoute {
  const one = <T extends string>(choices: readonly T[], key: string, otherwise: T): T =>
    choices.find((choice) => choice === values.get(key)) ?? otherwise
  const { query } = DEFAULTS
  const groupings = grouping.unwrap().options
  return {
    ...compareOf(values.get('project'), parseSide(sides[0] ?? ''), parseSide(sides[1] ?? '')),
    name: values.get('file'),
    tab: one(COMPARE_TABS, 'tab', DEFAULTS.tab),
    form: one(COMPARE_FORMS, 'as', DEFAULTS.form),
    query: {
      grouping: one(groupings, 'by', query.grouping),
      filter: one(filter.unwrap().options, 'filter', query.filter),
      cause: causeSchema.options.find((cause) => cause === values.get('cause')) ?? null,
      search: (values.get('q') ?? '').slice(0, 1000),
      sort: one(sort.unwrap().options, 'sort', query.sort),
      descending: values.get('desc') === '1',
    },
  }
}

/** Writes the address of a comparison, leading `#` included; what is at its default is left out. */
export function formatCompareRoute({ projectId, a, b, name, tab, form, query }: CompareRoute): string {
  const pairs: readonly (readonly [string, string, boolean])[] = [
    ['project', projectId ?? '', projectId !== null],
    ['as', form, form !== DEFAULTS.form],
    ['by', query.grouping, query.grouping !== DEFAULTS.query.grouping],
    ['filter', query.filter, query.filter !== DEFAULTS.query.filter],
    ['cause', query.cause ?? '', query.cause !== null],
    ['q', query.search, query.search !== ''],
    ['sort', query.sort, query.sort !== DEFAULTS.query.sort],
    ['desc', '1', query.descending],
    ['file', name ?? '', name !== null],
    ['tab', tab, tab !== DEFAULTS.tab],
  ]
  const search = new URLSearchParams(
    pairs.filter(([, , isSet]) => isSet).map(([key, value]) => [key, value]),
  ).toString()
  const path = a === null && b === null ? '' : `/${formatSide(a)}/${formatSide(b)}`
  return `#/compare${path}${search === '' ? '' : `?${search}`}`
}

/** Reads a side of an address, decoded; null for none. */
export function parseSide(text: string): SideChoice | null {
  if (text === '') return null
  const [, word, rest = ''] = /^(working|release):(.*)$/s.exec(text) ?? []
  if (word === 'working') return rest === '' ? null : { kind: 'working', projectId: rest }
  return { kind: 'release', name: word === undefined ? text : rest }
}

/** Writes a side of an address, encoded; empty for none. */
export function formatSide(side: SideChoice | null): string {
  if (side === null) return ''
  if (side.kind === 'working') return encodeURIComponent(`working:${side.projectId}`)
  return encodeURIComponent(/^(working|release):/.test(side.name) ? `release:${side.name}` : side.name)
}
