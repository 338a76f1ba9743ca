import type { InspectorClient } from '../../../shared/contract/client.ts'
import { ERROR_CODES, type ErrorData, toErrorData } from '../../../shared/contract/errors.ts'
import type { InspectorEvent } from '../../../shared/contract/envelope.ts'
import type { Finding } from '../../../shared/model/finding.ts'
import type { Job } from '../../../shared/model/job.ts'
import type { CollectError, Freshness, PreviewSummary } from '../../../shared/model/preview.ts'
import type { AppSlice } from '../app-store.ts'
import { projectOf } from '../route.ts'
import { missingPages, noPages, PAGE_SIZE, type RowPages, withPage } from '../row-pages.ts'

/** How far the preview of the current project is. A run with an older result keeps showing that one. */
export type PreviewPhase =
  | { readonly kind: 'opening' }
  | { readonly kind: 'running'; readonly jobId: string }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly error: PhaseError }
  | { readonly kind: 'cancelled'; readonly done: number; readonly total: number }

export type { Freshness } from '../../../shared/model/preview.ts'

type Changed = Extract<InspectorEvent, { topic: 'changed' }>['payload']

export type PhaseError = Pick<ErrorData, 'code' | 'message'> & Pick<NonNullable<Job['error']>, 'reading'>

export type PreviewSlice = {
  readonly phase: PreviewPhase
  /** Head of the newest finished preview of the current project. */
  readonly summary: PreviewSummary | null
  /** What changed on disk since that preview; null while unknown. */
  readonly freshness: Freshness | null
  /** The run under way was started by a change on disk, not by the user: nothing moves until it has ended. */
  readonly isQuietRun: boolean
  readonly errors: RowPages<CollectError>
  readonly findings: RowPages<Finding>
  /** Opens a project's newest preview, or starts the first one. */
  readonly loadProject: (projectId: string) => Promise<void>
  readonly startPreview: (projectId: string) => Promise<void>
  /** Takes the newest state of the current project's preview job. */
  readonly followJob: (job: Job) => void
  /** Asks what changed on disk; the engine watches the folders for a while after each question. */
  readonly checkFreshness: () => Promise<void>
  /** Takes news of the disk; runs the preview again where the user wants that. */
  readonly hearChange: (changed: Changed) => void
  /** Runs the preview again if its folders changed and the user wants that. */
  readonly refreshIfStale: () => void
  /** Reads the errors (or findings) `first` to `last` that are not there yet. */
  readonly readErrors: (first: number, last: number) => Promise<void>
  readonly readFindings: (first: number, last: number) => Promise<void>
}

/** Keeps the preview of the project that the window shows. */
export function createPreviewSlice(client: InspectorClient): AppSlice<PreviewSlice> {
  return (set, get) => {
    const pending = new Set<string>()
    const isCurrent = (projectId: string) => projectOf(get().route) === projectId

    const fail = (projectId: string, error: unknown) => {
      if (isCurrent(projectId)) set({ phase: { kind: 'failed', error: toErrorData(error) } })
    }
    const adoptSummary = async (projectId: string) => {
      const summary = await client.call('preview.summary', { projectId })
      if (!isCurrent(projectId)) return null
      if (summary !== null) {
        const isRenewed = get().summary?.projectId === projectId && get().outline !== null
        const lists = await readShownLists(projectId, summary)
        if (!isCurrent(projectId)) return null
        set({ summary, phase: { kind: 'ready' }, freshness: null, isQuietRun: false, ...lists })
        await Promise.all([get().openOutline(true, isRenewed), get().loadDifferences(projectId)])
        get().reloadDetail()
        // Starts the watch, and tells what changed while the preview was made.
        void get().checkFreshness()
        void get().loadVerification(projectId)
      }
      return summary
    }

    /** The lists of a new preview; what is in sight of the one that is shown is read first, so that nothing flickers. */
    const readShownLists = async (projectId: string, { counts }: PreviewSummary) => {
      const { route } = get()
      const panel = route.view === 'preview' ? route.panel : 'files'
      let errors = noPages<CollectError>(counts.errors)
      let findings = noPages<Finding>(counts.findings)
      if (panel === 'errors')
        for (const page of get().errors.pages.keys()) {
          const answer = await client.call('preview.errors', { projectId, offset: page * PAGE_SIZE, limit: PAGE_SIZE })
          errors = withPage(errors, page, answer.errors, answer.total)
        }
      if (panel === 'findings')
        for (const page of get().findings.pages.keys()) {
          const answer = await client.call('preview.findings', {
            projectId,
            offset: page * PAGE_SIZE,
            limit: PAGE_SIZE,
          })
          findings = withPage(findings, page, answer.findings, answer.total)
        }
      return { errors, findings }
    }

    /** Reads the missing pages of a list, each only once at a time, and drops what belongs to an older revision. */
    const readPages = async <Row>(
      list: 'errors' | 'findings',
      rows: RowPages<Row>,
      range: readonly [number, number],
      read: (projectId: string, offset: number) => Promise<{ total: number; rows: readonly Row[] }>,
      keep: (page: number, total: number, rows: readonly Row[]) => void,
    ) => {
      const summary = get().summary
      if (summary === null) return
      const { projectId, revision } = summary
      for (const page of missingPages(rows, range[0], range[1])) {
        const key = `${list} ${projectId} ${revision} ${page}`
        if (pending.has(key)) continue
        pending.add(key)
        try {
          const answer = await read(projectId, page * PAGE_SIZE)
          if (get().summary?.revision === revision && isCurrent(projectId)) keep(page, answer.total, answer.rows)
        } catch (error) {
          get().reportError(error)
        } finally {
          pending.delete(key)
        }
      }
    }

    return {
      phase: { kind: 'opening' },
      summary: null,
      freshness: null,
      isQuietRun: false,
      errors: noPages(0),
      findings: noPages(0),
      loadProject: async (projectId) => {
        const isOther = get().summary?.projectId !== projectId
        set({ phase: { kind: 'opening' }, ...(isOther ? { summary: null, outline: null, freshness: null } : {}) })
        try {
          await get().findProject(projectId)
          if (!isCurrent(projectId)) return
          if ((await adoptSummary(projectId)) === null) {
            if (isCurrent(projectId)) await get().startPreview(projectId)
          }
        } catch (error) {
          fail(projectId, error)
        }
      },
      startPreview: async (projectId) => {
        try {
          const job = await client.call('preview.start', { projectId })
          get().applyJob(job)
        } catch (error) {
          fail(projectId, error)
        }
      },
      followJob: (job) => {
        switch (job.state) {
          case 'running':
            set({ phase: { kind: 'running', jobId: job.id } })
            return
          case 'done':
            // The run may have read changed settings.
            if (get().projects[job.projectId]?.kind === 'django')
              void get()
                .findProject(job.projectId)
                .catch(() => undefined)
            void adoptSummary(job.projectId)
              .then((summary) => {
                if (summary !== null) get().announce(summary.succeeds ? 'Preview ready' : 'Preview ready, with errors')
              })
              .catch((error: unknown) => fail(job.projectId, error))
            return
          case 'cancelled':
            set({ isQuietRun: false, phase: { kind: 'cancelled', done: job.done, total: job.total } })
            get().announce('Preview cancelled')
            return
          case 'failed': {
            const { code, ...rest } = job.error ?? { code: 'defect', message: 'The preview stopped without a reason.' }
            set({ isQuietRun: false, phase: { kind: 'failed', error: { ...rest, code: toKnownCode(code) } } })
            get().announce('Preview failed')
          }
        }
      },
      checkFreshness: async () => {
        const summary = get().summary
        if (summary === null || get().phase.kind !== 'ready' || pending.has('freshness')) return
        pending.add('freshness')
        try {
          const freshness = await client.call('preview.freshness', { projectId: summary.projectId })
          if (get().summary !== summary) return
          set({ freshness })
          get().refreshIfStale()
        } catch {
          // Asked again in a few seconds; a folder that has gone is told by the next run.
        } finally {
          pending.delete('freshness')
        }
      },
      hearChange: ({ projectId, revision, ...freshness }) => {
        const summary = get().summary
        if (summary === null || summary.projectId !== projectId || summary.revision !== revision) return
        set({ freshness })
        get().refreshIfStale()
      },
      refreshIfStale: () => {
        const { freshness, phase, refreshesByItself, summary, route } = get()
        if (!refreshesByItself || summary === null || freshness === null || freshness.fresh) return
        if (projectOf(route) !== summary.projectId || (phase.kind !== 'ready' && phase.kind !== 'failed')) return
        set({ isQuietRun: true })
        void get().startPreview(summary.projectId)
      },
      readErrors: (first, last) =>
        readPages(
          'errors',
          get().errors,
          [first, last],
          async (projectId, offset) => {
            const answer = await client.call('preview.errors', { projectId, offset, limit: PAGE_SIZE })
            return { total: answer.total, rows: answer.errors }
          },
          (page, total, rows) => set({ errors: withPage(get().errors, page, rows, total) }),
        ),
      readFindings: (first, last) =>
        readPages(
          'findings',
          get().findings,
          [first, last],
          async (projectId, offset) => {
            const answer = await client.call('preview.findings', { projectId, offset, limit: PAGE_SIZE })
            return { total: answer.total, rows: answer.findings }
          },
          (page, total, rows) => set({ findings: withPage(get().findings, page, rows, total) }),
        ),
    }
  }
}

function toKnownCode(code: string): ErrorData['code'] {
  return ERROR_CODES.find((known) => known === code) ?? 'defect'
}
