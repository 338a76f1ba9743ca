import type { InspectorClient } from '../../../shared/contract/client.ts'
import { toErrorData } from '../../../shared/contract/errors.ts'
import type { MethodInput } from '../../../shared/contract/methods.ts'
import type { Job } from '../../../shared/model/job.ts'
import type { Grant } from '../../../shared/model/project.ts'
import type { ProjectInspection } from '../../../shared/model/project-inspection.ts'
import type { SettingsCard } from '../../../shared/model/settings-card.ts'
import type { AppSlice } from '../app-store.ts'
import { projectOf } from '../route.ts'

/** How far the dialog that opens a Django project is. */
export type DjangoDialog =
  /** A folder is chosen in the dialog itself, where the host has none of its own. */
  | { readonly kind: 'choosing' }
  | { readonly kind: 'looking' }
  | { readonly kind: 'not-django'; readonly message: string; readonly grant: Grant | null }
  | { readonly kind: 'found'; readonly inspection: ProjectInspection }

/** What a file is chosen for. */
export const FILE_PURPOSES = ['python', 'env-file', 'release', 'accepted'] as const
export type FilePurpose = (typeof FILE_PURPOSES)[number]
export type JobError = NonNullable<Job['error']>
export type DjangoChoice = MethodInput<'projects.openDjango'>
/** A settings card as far as it is known: of which project, or why there is none. */
export type LoadedCard = {
  readonly projectId: string
  readonly card: SettingsCard | null
  readonly error: string | null
}

export type DjangoSlice = {
  readonly djangoDialog: DjangoDialog | null
  /** The reading that the dialog waits for. */
  readonly djangoJobId: string | null
  /** Why the last reading gave nothing. */
  readonly djangoFailure: JobError | null
  readonly settingsCard: LoadedCard | null
  /** Asks for a folder and shows what is in it. */
  readonly openDjangoDialog: () => Promise<void>
  readonly closeDjangoDialog: () => void
  readonly inspectFolder: (grant: Grant) => Promise<void>
  /** Shows how a project is opened, to change it; with the failure that calls for it. */
  readonly changeDjango: (projectId: string, failure: JobError | null) => Promise<void>
  /** Opens a folder that was dropped as a Django project, if it is one; tells whether it is. */
  readonly offerDjango: (grant: Grant) => Promise<boolean>
  /** Adds an interpreter that the user chose to those that were found. */
  readonly addPython: (pythonId: string) => Promise<void>
  readonly chooseFile: (purpose: FilePurpose) => Promise<Grant | null>
  readonly listFiles: (grantId: string) => Promise<readonly string[]>
  readonly pickFile: (grantId: string, file: string, purpose: FilePurpose) => Promise<Grant | null>
  readonly openDjango: (choice: DjangoChoice) => Promise<void>
  readonly rereadProject: (projectId: string) => Promise<void>
  /** Takes the newest state of a reading. */
  readonly followReading: (job: Job) => void
  readonly loadCard: (projectId: string) => Promise<void>
}

/** Keeps what belongs to Django projects: the dialog that opens them, their readings and their settings cards. */
export function createDjangoSlice(client: InspectorClient): AppSlice<DjangoSlice> {
  return (set, get) => {
    const attempt = async <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
      try {
        return await work()
      } catch (error) {
        get().reportError(error)
        return otherwise
      }
    }
    const finish = async (job: Job, isAwaited: boolean) => {
      const project = await client.call('projects.get', { id: job.projectId })
      get().adoptProject(project)
      void get().loadRecents()
      const { route } = get()
      if (isAwaited && (get().djangoDialog !== null || route.view === 'welcome')) {
        set({ djangoDialog: null })
        // The dialog may have changed how the project in sight is opened.
        if (projectOf(route) === project.id) await get().startPreview(project.id)
        else get().showProject(project)
        return
      }
      if (projectOf(route) !== project.id) get().notify('ok', `${project.title} was read`)
      else await Promise.all([get().loadCard(project.id), get().startPreview(project.id)])
    }

    return {
      djangoDialog: null,
      djangoJobId: null,
      djangoFailure: null,
      settingsCard: null,
      openDjangoDialog: async () => {
        set({ djangoFailure: null })
        if (get().host?.canChooseFolders !== true) {
          set({ djangoDialog: { kind: 'choosing' } })
          return
        }
        const [grant] = await attempt(() => client.call('grants.choose', { purpose: 'project' }), [])
        if (grant !== undefined) await get().inspectFolder(grant)
      },
      closeDjangoDialog: () => set({ djangoDialog: null, djangoFailure: null }),
      inspectFolder: async (grant) => {
        set({ djangoDialog: { kind: 'looking' }, djangoFailure: null })
        try {
          const inspection = await client.call('projects.inspect', { grantId: grant.id })
          set({ djangoDialog: { kind: 'found', inspection } })
        } catch (error) {
          set({ djangoDialog: { kind: 'not-django', message: toErrorData(error).message, grant } })
        }
      },
      changeDjango: async (projectId, failure) => {
        set({ djangoDialog: { kind: 'looking' }, djangoFailure: failure })
        try {
          const inspection = await client.call('projects.inspect', { projectId })
          set({ djangoDialog: { kind: 'found', inspection } })
        } catch (error) {
          set({ djangoDialog: { kind: 'not-django', message: toErrorData(error).message, grant: null } })
        }
      },
      offerDjango: async (grant) => {
        try {
          const inspection = await client.call('projects.inspect', { grantId: grant.id })
          if (!inspection.hasManage) return false
          set({ djangoDialog: { kind: 'found', inspection }, djangoFailure: null })
          return true
        } catch {
          // It is no Django project, or there is no Python: then it is a folder.
          return false
        }
      },
      addPython: (pythonId) =>
        attempt(async () => {
          const dialog = get().djangoDialog
          if (dialog?.kind !== 'found') return
          const { grantId } = dialog.inspection
          const inspection = await client.call('projects.inspect', { grantId, pythonId })
          set({ djangoDialog: { kind: 'found', inspection } })
        }, undefined),
      chooseFile: (purpose) => attempt(async () => (await client.call('grants.choose', { purpose }))[0] ?? null, null),
      listFiles: (grantId) => attempt(() => client.call('grants.files', { grantId }), []),
      pickFile: (grantId, file, purpose) => attempt(() => client.call('grants.pick', { grantId, file, purpose }), null),
      openDjango: async (choice) => {
        set({ djangoFailure: null })
        try {
          const job = await client.call('projects.openDjango', choice)
          const dialog = get().djangoDialog
          set({
            djangoJobId: job.id,
            djangoDialog:
              dialog?.kind === 'found'
                ? { kind: 'found', inspection: withAllowed(dialog.inspection, choice.interpreterId) }
                : dialog,
          })
          const known = get().jobs[job.id]
          // The event that it has ended can come before the answer that it has started.
          if (known !== undefined && known.state !== 'running') get().followReading(known)
          else get().applyJob(job)
        } catch (error) {
          const { code, message } = toErrorData(error)
          set({ djangoFailure: { code, message } })
        }
      },
      rereadProject: (projectId) =>
        attempt(async () => get().applyJob(await client.call('projects.reread', { id: projectId })), undefined),
      followReading: (job) => {
        const isAwaited = get().djangoJobId === job.id
        if (job.state === 'running') return
        if (isAwaited) set({ djangoJobId: null })
        if (job.state === 'done') {
          void attempt(() => finish(job, isAwaited), undefined)
          return
        }
        if (job.state === 'cancelled') {
          get().announce('Reading cancelled')
          return
        }
        const failure = job.error ?? { code: 'defect', message: 'The reading stopped without a reason.' }
        get().announce('The project could not be read')
        if (isAwaited && get().djangoDialog !== null) set({ djangoFailure: failure })
        else void get().changeDjango(job.projectId, failure)
      },
      loadCard: async (projectId) => {
        try {
          await get().findProject(projectId)
          const card = await client.call('projects.settings', { projectId })
          set({ settingsCard: { projectId, card, error: null } })
        } catch (error) {
          set({ settingsCard: { projectId, card: null, error: toErrorData(error).message } })
        }
      },
    }
  }
}

/** An inspection after its user has allowed an interpreter. */
function withAllowed(inspection: ProjectInspection, id: string): ProjectInspection {
  return {
    ...inspection,
    interpreters: inspection.interpreters.map((found) => (found.id === id ? { ...found, isAllowed: true } : found)),
  }
}
