import { groupingSchema, rowFilterSchema, viewQuerySchema } from '../../shared/model/preview.ts'
import { CHECK_GROUPINGS } from '../../shared/model/check-groupings.ts'
import { formatCompareRoute, parseCompareRoute } from './compare-routes.ts'
import { referencesOf } from '../state/references-of.ts'
import {
  CHECK_FILTERS,
  CHECK_LISTS,
  CHECK_TABS,
  DETAIL_TABS,
  PANELS,
  type ReferencesRoute,
  type Route,
} from '../state/route.ts'
import { formatRolloutRoute, parseRolloutRoute } from './rollout-route.ts'

const DEFAULT_QUERY = viewQuerySchema.parse({})

function oneOf<T extends string>(choices: readonly T[], text: string | null): T | null {
  return choices.find((choice) => choice === text) ?? null
}

/**
 * Reads the address after `#`. What it does not understand is left out, so that an old link still opens the view.
 * @param hash with or without the leading `#`
 */
export function parseRoute(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#/, '').split('?', 2)
  const [view = '', project, second] = path.split('/').filter((part) => part !== '')
  if (view === 'rollout') return parseRolloutRoute(project ?? '', second ?? '', new URLSearchParams(search))
  const projectId = project === undefined ? null : decode(project)
  if (view === 'settings-card' && projectId !== null) return { view: 'card', projectId }
  if (view === 'settings') return { view: 'settings', projectId }
  if (view === 'releases') {
    return { view: 'releases', projectId, release: new URLSearchParams(search).get('release')?.slice(0, 200) ?? null }
  }
  if (view === 'compare') {
    const [, , ...sides] = path.split('/')
    return parseCompareRoute(sides.map(decode), new URLSearchParams(search))
  }
  if (view === 'references' && projectId !== null) return parseReferences(projectId, new URLSearchParams(search))
  if (view !== 'preview' || projectId === null) return { view: 'welcome' }
  const values = new URLSearchParams(search)
  const why = values.get('why')?.slice(0, 4096)
  return {
    ...(why === undefined ? {} : { why }),
    view: 'preview',
    projectId,
    name: values.get('file'),
    tab: oneOf(DETAIL_TABS, values.get('tab')) ?? 'overview',
    panel: oneOf(PANELS, values.get('show')) ?? 'files',
    query: {
      grouping: oneOf(groupingSchema.options, values.get('by')) ?? DEFAULT_QUERY.grouping,
      filter: oneOf(rowFilterSchema.options, values.get('filter')) ?? DEFAULT_QUERY.filter,
      search: (values.get('q') ?? '').slice(0, 1000),
      sort: oneOf(['name', 'size', 'marks'] as const, values.get('sort')) ?? DEFAULT_QUERY.sort,
      descending: values.get('desc') === '1',
    },
  }
}

/** Writes the address of a route, leading `#` included; what is at its default is left out. */
export function formatRoute(route: Route): string {
  if (route.view === 'welcome') return '#/'
  if (route.view === 'rollout') return formatRolloutRoute(route)
  if (route.view === 'card') return `#/settings-card/${encodeURIComponent(route.projectId)}`
  if (route.view === 'settings') {
    return route.projectId === null ? '#/settings' : `#/settings/${encodeURIComponent(route.projectId)}`
  }
  if (route.view === 'releases') {
    const at = route.projectId === null ? '#/releases' : `#/releases/${encodeURIComponent(route.projectId)}`
    return route.release === null ? at : `${at}?${new URLSearchParams({ release: route.release }).toString()}`
  }
  if (route.view === 'compare') return formatCompareRoute(route)
  if (route.view === 'references') return formatReferences(route)
  const { query } = route
  const pairs: readonly (readonly [string, string, boolean])[] = [
    ['show', route.panel, route.panel !== 'files'],
    ['by', query.grouping, query.grouping !== DEFAULT_QUERY.grouping],
    ['filter', query.filter, query.filter !== DEFAULT_QUERY.filter],
    ['q', query.search, query.search !== ''],
    ['sort', query.sort, query.sort !== DEFAULT_QUERY.sort],
    ['desc', '1', query.descending],
    ['file', route.name ?? '', route.name !== null],
    ['tab', route.tab, route.tab !== 'overview'],
    ['why', route.why ?? '', route.why !== undefined],
  ]
  return `#/preview/${encodeURIComponent(route.projectId)}${searchOf(pairs)}`
}

function parseReferences(projectId: string, values: URLSearchParams): ReferencesRoute {
  const first = referencesOf(projectId)
  return {
    ...first,
    list: oneOf(CHECK_LISTS, values.get('show')) ?? first.list,
    by: oneOf(CHECK_GROUPINGS, values.get('by')) ?? first.by,
    filter: oneOf(CHECK_FILTERS, values.get('filter')) ?? first.filter,
    since: values.get('since')?.slice(0, 200) ?? null,
    search: (values.get('q') ?? '').slice(0, 1000),
    selected: values.get('at'),
    tab: oneOf(CHECK_TABS, values.get('tab')) ?? first.tab,
  }
}

function formatReferences(route: ReferencesRoute): string {
  const first = referencesOf(route.projectId)
  const pairs: readonly (readonly [string, string, boolean])[] = [
    ['show', route.list, route.list !== first.list],
    ['by', route.by, route.by !== first.by],
    ['filter', route.filter, route.filter !== first.filter],
    ['since', route.since ?? '', route.since !== null],
    ['q', route.search, route.search !== ''],
    ['at', route.selected ?? '', route.selected !== null],
    ['tab', route.tab, route.tab !== first.tab],
  ]
  return `#/references/${encodeURIComponent(route.projectId)}${searchOf(pairs)}`
}

/** The search of an address, leading `?` included: what is set. */
function searchOf(pairs: readonly (readonly [string, string, boolean])[]): string {
  const values = new URLSearchParams(pairs.filter(([, , isSet]) => isSet).map(([key, value]) => [key, value]))
  const search = values.toString()
  return search === '' ? '' : `?${search}`
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text)
  } catch {
    return null
  }
}
