import type { InspectorClient } from '../../../shared/contract/client.ts'
import type { DifferencesHead, FileDifference } from '../../../shared/model/differences.ts'
import type { Project } from '../../../shared/model/project.ts'
import type { WhatIfChange } from '../../../shared/model/what-if.ts'
import { baseIdOf, parseWhatIfId, whatIfIdOf, withoutUndefined } from '../../../shared/text/what-if-id.ts'
import type { AppSlice } from '../app-store.ts'
import { projectOf } from '../route.ts'

/** A change whose parts may be taken back: undefined is as the project has it. */
export type WhatIfPatch = { readonly [K in keyof WhatIfChange]?: WhatIfChange[K] | undefined }

export type WhatIfSlice = {
  /** The panel with all that can be tried is open. */
  readonly isWhatIfOpen: boolean
  readonly openWhatIf: () => void
  readonly closeWhatIf: () => void
  /** What would differ, for the what-if that is shown; null for a project itself. */
  readonly whatIf: DifferencesHead | null
  readonly loadDifferences: (projectId: string) => Promise<void>
  /** Tries a change besides those that are tried already; what equals the project is no change. */
  readonly tryChange: (patch: WhatIfPatch) => Promise<void>
  /** Goes back to the project as it is; a file stays selected. */
  readonly resetWhatIf: () => void
  /** Makes what is tried the project's own settings; for folders, whose settings are the user's word. */
  readonly keepWhatIf: () => Promise<void>
  /** Reads in what a file of the shown what-if differs; null if in nothing. */
  readonly readDifference: (name: string) => Promise<FileDifference | null>
}

/** Keeps what is tried on a project and what would differ. The change itself stands in the route. */
export function createWhatIfSlice(client: InspectorClient): AppSlice<WhatIfSlice> {
  return (set, get) => {
    const show = (projectId: string) => {
      const { route } = get()
      if (route.view !== 'preview' || route.projectId === projectId) return
      const isTried = baseIdOf(projectId) !== projectId
      const filter = isTried ? 'differs' : route.query.filter === 'differs' ? 'all' : route.query.filter
      get().navigate({ ...route, projectId, query: { ...route.query, filter }, why: undefined })
    }
    const baseOf = async (id: string) => get().projects[baseIdOf(id)] ?? get().findProject(baseIdOf(id))
    return {
      isWhatIfOpen: false,
      openWhatIf: () => set({ isWhatIfOpen: true }),
      closeWhatIf: () => set({ isWhatIfOpen: false }),
      whatIf: null,
      loadDifferences: async (projectId) => {
        if (parseWhatIfId(projectId) === null) {
          set({ whatIf: null })
          return
        }
        const [whatIf] = await Promise.all([client.call('whatIf.summary', { projectId }), baseOf(projectId)])
        if (projectOf(get().route) === projectId) set({ whatIf })
      },
      tryChange: async (patch) => {
        const id = projectOf(get().route)
        if (id === null) return
        try {
          const base = await baseOf(id)
          const tried = withoutUndefined({ ...parseWhatIfId(id)?.change, ...patch })
          set({ isWhatIfOpen: false })
          show(whatIfIdOf(base.id, withoutEqual(tried, base)))
        } catch (error) {
          get().reportError(error)
        }
      },
      resetWhatIf: () => {
        const id = projectOf(get().route)
        if (id !== null) show(baseIdOf(id))
      },
      keepWhatIf: async () => {
        const id = projectOf(get().route)
        const change = id === null ? undefined : parseWhatIfId(id)?.change
        if (id === null || change === undefined) return
        const { staticRoot, order: _, ignore, ...settings } = change
        show(baseIdOf(id))
        const patterns = ignore === undefined ? {} : { ignore: [...ignore] }
        await get().configureProject(baseIdOf(id), { ...settings, ...patterns }, staticRoot)
      },
      readDifference: async (name) => {
        const { summary } = get()
        if (summary === null || parseWhatIfId(summary.projectId) === null) return null
        try {
          return await client.call('whatIf.file', { projectId: summary.projectId, name })
        } catch (error) {
          get().reportError(error)
          return null
        }
      },
    }
  }
}

/** A change without the parts in which it equals the project. */
function withoutEqual(change: WhatIfChange, { settings, staticRootChoice, sources }: Project): WhatIfChange {
  const { django, storage, jsModules, manifestStrict, maxPasses, keepOnlyHashed } = change
  const { ignore, defaultIgnore, clear, staticRoot, order } = change
  const isSameOrder = order?.length === sources.length && order.every((index, at) => index === at)
  return withoutUndefined({
    django: unlike(django, settings.django),
    storage: unlike(storage, settings.storage),
    jsModules: unlike(jsModules, settings.jsModules),
    manifestStrict: unlike(manifestStrict, settings.manifestStrict),
    maxPasses: unlike(maxPasses, settings.maxPasses),
    keepOnlyHashed: unlike(keepOnlyHashed, settings.keepOnlyHashed),
    defaultIgnore: unlike(defaultIgnore, settings.defaultIgnore),
    clear: unlike(clear, settings.clear),
    ignore: JSON.stringify(ignore) === JSON.stringify(settings.ignore) ? undefined : ignore,
    staticRoot: unlike(staticRoot, staticRootChoice),
    order: isSameOrder ? undefined : order,
  })
}

function unlike<T>(tried: T, own: unknown): T | undefined {
  return tried === own ? undefined : tried
}
