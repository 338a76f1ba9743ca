import type { CheckGrouping } from '../../shared/model/check-groupings.ts'
import type { ComparisonQuery } from '../../shared/model/comparison-view.ts'
import type { HazardGrouping } from '../../shared/model/hazard-group.ts'
import type { ViewQuery } from '../../shared/model/preview.ts'
import type { Topology } from '../../shared/model/rollout-plan.ts'

/** Tabs of the detail pane. */
export const DETAIL_TABS = ['overview', 'candidates', 'references', 'content'] as const
export type DetailTab = (typeof DETAIL_TABS)[number]

/** What the left part of the preview lists; `treemap` has the files too, by their size. */
export const PANELS = ['files', 'treemap', 'errors', 'findings', 'uploads', 'verify'] as const
export type Panel = (typeof PANELS)[number]

/** What the left part of References lists. */
export const CHECK_LISTS = ['findings', 'pages', 'unused'] as const
export type CheckList = (typeof CHECK_LISTS)[number]

/** Which findings are listed. */
export const CHECK_FILTERS = ['open', 'new', 'errors', 'warnings', 'notes', 'accepted'] as const
export type CheckFilter = (typeof CHECK_FILTERS)[number]

/** Tabs of the detail of References. */
export const CHECK_TABS = ['finding', 'readings', 'users', 'neighbours'] as const
export type CheckTab = (typeof CHECK_TABS)[number]
/** What the lower part of the rollout shows. */
export const ROLLOUT_PANELS = ['moment', 'hazards', 'topologies', 'keep', 'delete', 'advice', 'incident'] as const
export type RolloutPanel = (typeof ROLLOUT_PANELS)[number]

/** Tabs of the detail of a file that was compared. */
export const COMPARE_TABS = ['difference', 'ripple', 'history', 'facts'] as const
export type CompareTab = (typeof COMPARE_TABS)[number]

/** How a comparison's files are shown. */
export const COMPARE_FORMS = ['outline', 'treemap', 'table'] as const
export type CompareForm = (typeof COMPARE_FORMS)[number]

/** One side of a comparison: a release of the store, or an opened project as it is now. */
export type SideChoice =
  | { readonly kind: 'release'; readonly name: string }
  | { readonly kind: 'working'; readonly projectId: string }

/** What the window shows; the address holds exactly this. */
export type Route =
  | { readonly view: 'welcome' }
  | { readonly view: 'settings'; readonly projectId: string | null }
  /** The releases that are kept, with the one that is selected. */
  | { readonly view: 'releases'; readonly projectId: string | null; readonly release: string | null }
  /** What a Django project's settings say, and where. */
  | { readonly view: 'card'; readonly projectId: string }
  | RolloutRoute
  | {
      readonly view: 'preview'
      readonly projectId: string
      /** Logical name of the selected file. */
      readonly name: string | null
      readonly tab: DetailTab
      readonly panel: Panel
      readonly query: ViewQuery
      /** The question in the box "Why not?"; undefined while the box is closed. */
      readonly why?: string | undefined
    }
  | {
      readonly view: 'references'
      readonly projectId: string
      readonly list: CheckList
      readonly by: CheckGrouping
      readonly filter: CheckFilter
      /** The release back to which findings are compared; null: with none. */
      readonly since: string | null
      readonly search: string
      /** Id of a finding, name of a page's template, or name of an unused file, as the list has them. */
      readonly selected: string | null
      readonly tab: CheckTab
    }
  | {
      readonly view: 'compare'
      /** The project from which one came, to go back to. */
      readonly projectId: string | null
      /** Null while no side is chosen. */
      readonly a: SideChoice | null
      readonly b: SideChoice | null
      /** Name of the selected file. */
      readonly name: string | null
      readonly tab: CompareTab
      readonly form: CompareForm
      readonly query: ComparisonQuery
    }

export type ReferencesRoute = Extract<Route, { view: 'references' }>
export type CompareRoute = Extract<Route, { view: 'compare' }>
export type RolloutRoute = {
  readonly view: 'rollout'
  /** Null while a side is not chosen. */
  readonly a: SideChoice | null
  readonly b: SideChoice | null
  /** Null: the first of the topologies, or what the plan says. */
  readonly topology: Topology | null
  /** What differs from the topology's own plan, as JSON; empty for nothing. */
  readonly plan: string
  /** Seconds after the start of the plan; null: the worst moment. */
  readonly at: number | null
  readonly panel: RolloutPanel
  /** By what the hazards are told together. */
  readonly by: HazardGrouping
  /** What is selected in the panel: a cell of the matrix, a hazard, or a stored name; null for the first. */
  readonly selected: string | null
  /** The topology that the same plan is shown under beside the chosen one. */
  readonly beside: Topology | null
  /** The plan that is shown beside, as `plan`; null: the same. */
  readonly besidePlan: string | null
}

/** The rollout before anything is chosen. */
export const NO_ROLLOUT: RolloutRoute = {
  view: 'rollout',
  a: null,
  b: null,
  topology: null,
  plan: '',
  at: null,
  panel: 'moment',
  by: 'cause',
  selected: null,
  beside: null,
  besidePlan: null,
}

export type PreviewRoute = Extract<Route, { view: 'preview' }>

/** The project that a route is about, null where it is about none. */
export function projectOf(route: Route): string | null {
  return route.view === 'welcome' || route.view === 'rollout' ? null : route.projectId
}
