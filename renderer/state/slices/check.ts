import type { InspectorClient } from '../../../shared/contract/client.ts'
import { ERROR_CODES, type ErrorData, InspectorError, toErrorData } from '../../../shared/contract/errors.ts'
import type { CheckQuery, CheckSummary } from '../../../shared/model/check.ts'
import type { Job } from '../../../shared/model/job.ts'
import { referencesVerdict } from '../../../shared/text/describe-references.ts'
import type { AppSlice } from '../app-store.ts'
import { type CheckFilter, projectOf, type ReferencesRoute } from '../route.ts'
import type { RouteChange } from './view.ts'

/** How far the check of the shown project is. */
export type CheckPhase =
  | { readonly kind: 'opening' }
  | { readonly kind: 'running'; readonly jobId: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'failed'; readonly error: ErrorData }
  | { readonly kind: 'ready' }

export type CheckSlice = {
  readonly checkPhase: CheckPhase
  /** The newest check of the project that is shown; null before the first. */
  readonly checkSummary: CheckSummary | null
  /** References as they were left last, to come back to. */
  readonly lastReferences: ReferencesRoute | null
  /** Shows what is known of a project's references, and checks them where nothing is known yet. */
  readonly loadCheck: (projectId: string) => Promise<void>
  readonly startCheck: (projectId: string) => Promise<void>
  /** Takes the state of a check of the project that is shown. */
  readonly followCheck: (job: Job) => void
  /** A summary after something was accepted or taken back: the lists are read anew. */
  readonly adoptCheck: (summary: CheckSummary) => Promise<void>
  /** Changes part of the route of References; nothing happens in other views. */
  readonly showReferences: (patch: Partial<ReferencesRoute>, change?: RouteChange) => void
  /** The view has come into sight, or its route has changed. */
  readonly arriveAtReferences: (route: ReferencesRoute, before: ReferencesRoute | null) => void
}

/** The query behind a chip and a search. */
export function checkQueryOf({ filter, search }: Pick<ReferencesRoute, 'filter' | 'search'>): CheckQuery {
  return {
    codes: [],
    severities: [...SEVERITIES[filter]],
    accepted: filter === 'accepted' ? 'only' : 'without',
    onlyNew: filter === 'new',
    search,
  }
}

const SEVERITIES: Readonly<Record<CheckFilter, CheckQuery['severities']>> = {
  open: [],
  new: [],
  errors: ['error'],
  warnings: ['warning'],
  notes: ['note', 'debug-only'],
  accepted: [],
}

/** Keeps the check of the project that is shown, and its place in the address. */
export function createCheckSlice(client: InspectorClient): AppSlice<CheckSlice> {
  return (set, get) => {
    const isCurrent = (projectId: string) => projectOf(get().route) === projectId
    const fail = (projectId: string, error: unknown) => {
      if (isCurrent(projectId)) set({ checkPhase: { kind: 'failed', error: toErrorData(error) } })
    }
    const readSummary = async (projectId: string) => {
      const summary = await client.call('check.summary', { projectId })
      if (!isCurrent(projectId) || summary === null) return null
      await get().adoptCheck(summary)
      return summary
    }
    return {
      checkPhase: { kind: 'opening' },
      checkSummary: null,
      lastReferences: null,
      loadCheck: async (projectId) => {
        const isOther = get().checkSummary?.projectId !== projectId
        set({ checkPhase: { kind: 'opening' }, ...(isOther ? { checkSummary: null, findingRows: null } : {}) })
        try {
          await get().findProject(projectId)
          const summary = isCurrent(projectId) ? await readSummary(projectId) : null
          if (summary === null && isCurrent(projectId)) await get().startCheck(projectId)
        } catch (error) {
          fail(projectId, error)
        }
      },
      startCheck: async (projectId) => {
        try {
          get().applyJob(await client.call('check.start', { projectId }))
        } catch (error) {
          fail(projectId, error)
        }
      },
      followCheck: (job) => {
        switch (job.state) {
          case 'running':
            set({ checkPhase: { kind: 'running', jobId: job.id } })
            return
          case 'cancelled':
            set({ checkPhase: { kind: get().checkSummary === null ? 'cancelled' : 'ready' } })
            get().announce('The check was cancelled')
            return
          case 'failed': {
            const { code, message } = job.error ?? { code: 'defect', message: 'The check stopped without a reason.' }
            fail(job.projectId, new InspectorError(ERROR_CODES.find((known) => known === code) ?? 'defect', message))
            get().announce('The check failed')
            return
          }
          case 'done':
            void readSummary(job.projectId)
              .then((summary) => summary !== null && get().announce(referencesVerdict(summary).sentence))
              .catch((error: unknown) => fail(job.projectId, error))
        }
      },
      adoptCheck: async (summary) => {
        set({ checkSummary: summary, checkPhase: { kind: 'ready' } })
        await Promise.all([get().openFindings(true), get().loadCheckReleases()])
      },
      showReferences: (patch, change = 'push') => {
        const { route } = get()
        if (route.view === 'references') get().navigate({ ...route, ...patch }, change)
      },
      arriveAtReferences: (route, before) => {
        set({ lastReferences: route })
        if (before?.projectId !== route.projectId || get().checkSummary?.projectId !== route.projectId) {
          void get().loadCheck(route.projectId)
          return
        }
        if (before.since !== route.since) void get().lookSince()
        const isOtherList = before.by !== route.by || before.filter !== route.filter || before.search !== route.search
        if (route.list === 'findings' && (isOtherList || before.list !== route.list)) void get().openFindings(false)
        else if (before.selected !== route.selected) void get().loadFinding(route.selected)
      },
    }
  }
}
