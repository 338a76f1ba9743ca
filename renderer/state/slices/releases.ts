import type { InspectorClient } from '../../../shared/contract/client.ts'
import { type ErrorData, toErrorData } from '../../../shared/contract/errors.ts'
import type { MethodInput } from '../../../shared/contract/methods.ts'
import type { Job } from '../../../shared/model/job.ts'
import type { DroppedGrant, Grant } from '../../../shared/model/project.ts'
import type { ReleaseCandidates } from '../../../shared/model/release-choice.ts'
import type { ReleaseEdit, StoreCheck, StoredRelease } from '../../../shared/model/release.ts'
import type { AppSlice } from '../app-store.ts'
import { projectOf } from '../route.ts'

export type TakeRequest = MethodInput<'releases.take'>

/** Where the dialog begins: empty, or with something that was dropped. */
export type TakeOffer = { readonly grant: Grant; readonly isFile: boolean }

/** A take that gave nothing: what was to be taken, if it was asked for here, and why there is no release. */
export type FailedTake = {
  readonly jobId: string
  readonly title: string
  readonly error: NonNullable<Job['error']>
}

/** What a folder or file can be taken as, or why it cannot. */
export type LookedInto =
  | { readonly kind: 'found'; readonly candidates: ReleaseCandidates }
  | { readonly kind: 'failed'; readonly error: ErrorData }
  | { readonly kind: 'given-up' }

export type ReleasesSlice = {
  /** The newest first, removed ones among them; null until they are read. */
  readonly releases: readonly StoredRelease[] | null
  /** Why they cannot be read, else null. */
  readonly releasesError: string | null
  /** Set while the dialog that takes a release is open. */
  readonly takeDialog: { readonly offer: TakeOffer | null } | null
  /** What was asked for, by the job that does it. */
  readonly takeRequests: Readonly<Record<string, TakeRequest>>
  readonly failedTakes: readonly FailedTake[]
  /** What the last check found; null before the first. */
  readonly storeCheck: StoreCheck | null
  readonly loadReleases: () => Promise<void>
  readonly openTake: (offer?: TakeOffer) => void
  readonly closeTake: () => void
  /** Puts what was dropped where it belongs: files and collected folders become releases, other folders are opened. */
  readonly offerDropped: (grants: readonly DroppedGrant[]) => void
  /** Asks for a folder or a file with the native dialog; null if the user gave up. */
  readonly chooseForRelease: (purpose: 'static-root' | 'release' | 'output') => Promise<Grant | null>
  readonly lookInto: (grantId: string, signal: AbortSignal) => Promise<LookedInto>
  /** Starts to take a release; gives the sentence to show where that is refused at once, else null. */
  readonly takeRelease: (request: TakeRequest) => Promise<string | null>
  readonly takeSample: () => Promise<void>
  readonly dismissTake: (jobId: string) => void
  /** Gives the sentence to show when that fails, else null. */
  readonly editRelease: (name: string, edit: ReleaseEdit) => Promise<string | null>
  readonly removeRelease: (name: string) => Promise<void>
  readonly restoreRelease: (name: string) => Promise<void>
  /** Starts to write a release; gives the sentence to show where that is refused at once, else null. */
  readonly exportRelease: (name: string, grantId: string, fileName: string) => Promise<string | null>
  readonly checkStore: () => Promise<void>
  readonly dismissCheck: () => void
  /** Takes the newest state of a job on releases. */
  readonly followRelease: (job: Job) => void
}

/** Keeps the releases of the store, and what is done with them. */
export function createReleasesSlice(client: InspectorClient): AppSlice<ReleasesSlice> {
  return (set, get) => {
    const attempt = async <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
      try {
        return await work()
      } catch (error) {
        get().reportError(error)
        return otherwise
      }
    }
    const sentence = async (work: () => Promise<void>): Promise<string | null> => {
      try {
        await work()
        return null
      } catch (error) {
        return toErrorData(error).message
      }
    }
    const select = (release: string | null) => {
      const { route, navigate } = get()
      if (route.view === 'releases') navigate({ ...route, release }, 'replace')
    }
    const endTake = async (job: Job) => {
      await get().loadReleases()
      const request = get().takeRequests[job.id]
      if (request === undefined) return
      get().notify('ok', `${job.title} is kept`)
      select(request.name.trim())
    }
    const failTake = (job: Job) => {
      const error = job.error ?? { code: 'defect', message: 'The work stopped without a reason.' }
      set({ failedTakes: [...get().failedTakes, { jobId: job.id, title: job.title, error }].slice(-5) })
      if (get().route.view === 'releases') get().announce(`${job.title} was not taken: ${error.message}`)
      else get().notify('bad', `${job.title} was not taken. ${error.message}`)
    }

    return {
      releases: null,
      releasesError: null,
      takeDialog: null,
      takeRequests: {},
      failedTakes: [],
      storeCheck: null,
      loadReleases: async () => {
        try {
          set({ releases: await client.call('releases.list', { withRemoved: true }), releasesError: null })
        } catch (error) {
          set({ releasesError: toErrorData(error).message })
        }
      },
      openTake: (offer) => set({ takeDialog: { offer: offer ?? null } }),
      closeTake: () => set({ takeDialog: null }),
      offerDropped: (grants) => {
        const { route, isChoosingFolders, setUp, takeDialog, openTake, offerGrants } = get()
        // The dialog that is open reads the contents itself.
        if (setUp !== null) return
        const file = grants.find(({ isFile }) => isFile)
        const [first, second] = grants
        if (first === undefined) return
        if (file !== undefined) return openTake({ grant: file, isFile: true })
        const isForReleases = route.view === 'releases' || takeDialog !== null
        if (isForReleases) return openTake({ grant: first, isFile: false })
        if (isChoosingFolders || second !== undefined) return offerGrants(grants)
        void attempt(() => client.call('grants.files', { grantId: first.id }), []).then((files) =>
          files.includes('staticfiles.json') && !files.includes('manage.py')
            ? openTake({ grant: first, isFile: false })
            : offerGrants(grants),
        )
      },
      chooseForRelease: (purpose) =>
        attempt(async () => (await client.call('grants.choose', { purpose }))[0] ?? null, null),
      lookInto: async (grantId, signal) => {
        try {
          return { kind: 'found', candidates: await client.call('releases.candidates', { grantId }, { signal }) }
        } catch (error) {
          const data = toErrorData(error)
          return data.code === 'cancelled' ? { kind: 'given-up' } : { kind: 'failed', error: data }
        }
      },
      takeRelease: (request) =>
        sentence(async () => {
          const job = await client.call('releases.take', request)
          set({ takeRequests: { ...get().takeRequests, [job.id]: request }, takeDialog: null })
          const { route } = get()
          if (route.view !== 'releases')
            get().navigate({ view: 'releases', projectId: projectOf(route), release: null })
          const known = get().jobs[job.id]
          // The event that it has ended can come before the answer that it has started.
          if (known?.state === 'done') await endTake(known)
          else get().applyJob(job)
        }),
      takeSample: () => attempt(async () => get().applyJob(await client.call('releases.takeSample', {})), undefined),
      dismissTake: (jobId) => set({ failedTakes: get().failedTakes.filter((failed) => failed.jobId !== jobId) }),
      editRelease: (name, edit) =>
        sentence(async () => {
          const { release } = await client.call('releases.edit', {
            name,
            edit: { ...edit, ...(edit.labels === undefined ? {} : { labels: [...edit.labels] }) },
          })
          await get().loadReleases()
          select(release.name)
        }),
      removeRelease: (name) =>
        attempt(async () => {
          await client.call('releases.remove', { name })
          await get().loadReleases()
          const undo = { label: 'Undo', run: () => void get().restoreRelease(name) }
          get().notify('ok', `Release ${name} was removed`, null, undo)
        }, undefined),
      restoreRelease: (name) =>
        attempt(async () => {
          await client.call('releases.restore', { name })
          await get().loadReleases()
          get().announce(`Release ${name} is back`)
          select(name)
        }, undefined),
      exportRelease: (name, grantId, fileName) =>
        sentence(async () => get().applyJob(await client.call('releases.export', { name, grantId, fileName }))),
      checkStore: () => attempt(async () => get().applyJob(await client.call('releases.check', {})), undefined),
      dismissCheck: () => set({ storeCheck: null }),
      followRelease: (job) => {
        if (job.state === 'running') return
        if (job.state === 'cancelled') {
          get().announce(`${job.title} was cancelled`)
          return
        }
        if (job.kind === 'release') {
          if (job.state === 'done') void endTake(job)
          else failTake(job)
          return
        }
        if (job.state === 'failed') {
          get().notify('bad', job.error?.message ?? `${job.title} failed`)
          return
        }
        if (job.kind === 'export-release') get().notify('ok', `${job.title} is written`)
        else
          void attempt(async () => {
            const storeCheck = await client.call('releases.checked', {})
            set({ storeCheck })
            if (storeCheck !== null) get().announce('The release store was checked')
          }, undefined)
      },
    }
  }
}
