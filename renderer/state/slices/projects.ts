import type { InspectorClient } from '../../../shared/contract/client.ts'
import { toErrorData } from '../../../shared/contract/errors.ts'
import type { MethodOutput } from '../../../shared/contract/methods.ts'
import {
  type CollectSettings,
  collectSettingsSchema,
  DEFAULT_COLLECT_SETTINGS,
} from '../../../shared/model/collect-settings.ts'
import type { Grant, Project, Recent, SourceChoice, StaticRootChoice } from '../../../shared/model/project.ts'
import type { AppSlice, Shelf } from '../app-store.ts'
import { previewOf } from '../preview-of.ts'

export type Host = MethodOutput<'host.describe'>
export type FolderEntry = MethodOutput<'grants.list'>[number]
export type FolderChoice = {
  readonly sources: SourceChoice[]
  readonly staticRootGrantId: string | null
  readonly settings: CollectSettings
}

export type ProjectsSlice = {
  /** What the host can do; null until it has answered. */
  readonly host: Host | null
  readonly recents: readonly Recent[]
  /** Opened projects by id. */
  readonly projects: Readonly<Record<string, Project>>
  /** The folder dialog is open. */
  readonly isChoosingFolders: boolean
  /** Folders dropped on the window, waiting for the dialog to take them. */
  readonly offeredGrants: readonly Grant[]
  readonly loadHost: () => Promise<Host | null>
  readonly loadRecents: () => Promise<void>
  readonly openFolderDialog: () => void
  readonly closeFolderDialog: () => void
  readonly offerGrants: (grants: readonly Grant[]) => void
  /** Opens the folder dialog with these folders in it. */
  readonly offerFolders: (grants: readonly Grant[]) => void
  readonly takeOfferedGrants: () => void
  /** Asks for folders with the native dialog; empty if the user gave up. */
  readonly chooseFolders: (purpose: 'source' | 'static-root') => Promise<readonly Grant[]>
  readonly listRoots: () => Promise<readonly Grant[]>
  readonly listFolder: (grantId: string) => Promise<readonly FolderEntry[]>
  readonly narrowGrant: (grantId: string, folder: string) => Promise<Grant | null>
  readonly openSample: () => Promise<void>
  /** Opens the chosen folders; gives the sentence to show when that fails, else null. */
  readonly openFolders: (choice: FolderChoice) => Promise<string | null>
  readonly reopenProject: (id: string) => Promise<void>
  readonly forgetProject: (id: string) => Promise<void>
  /** Takes a project's newest state. */
  readonly adoptProject: (project: Project) => void
  /** Takes a project and goes to its preview. */
  readonly showProject: (project: Project) => void
  /** Changes the settings of a project and runs its preview again. */
  readonly configureProject: (
    id: string,
    change: Partial<CollectSettings>,
    staticRoot?: StaticRootChoice,
  ) => Promise<void>
  /** Makes sure that a project is known to the engine, for a link or a reload. */
  readonly findProject: (id: string) => Promise<Project>
  /** The settings of the last folders that were opened. */
  readonly lastSettings: () => CollectSettings
}

const SETTINGS_KEY = 'staticscope.settings'

/** Keeps host, recents and opened projects. */
export function createProjectsSlice(client: InspectorClient, shelf: Shelf): AppSlice<ProjectsSlice> {
  return (set, get) => {
    const adopt = (project: Project) => set({ projects: { ...get().projects, [project.id]: project } })
    const show = (project: Project) => {
      adopt(project)
      get().navigate(previewOf(project.id))
      void get().loadRecents()
    }
    const attempt = async <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
      try {
        return await work()
      } catch (error) {
        get().reportError(error)
        return otherwise
      }
    }
    return {
      host: null,
      recents: [],
      projects: {},
      isChoosingFolders: false,
      offeredGrants: [],
      loadHost: () =>
        attempt(async () => {
          const host = await client.call('host.describe', {})
          set({ host })
          return host
        }, null),
      loadRecents: () => attempt(async () => set({ recents: await client.call('projects.recents', {}) }), undefined),
      openFolderDialog: () => set({ isChoosingFolders: true }),
      closeFolderDialog: () => set({ isChoosingFolders: false, offeredGrants: [] }),
      offerGrants: (grants) => {
        const [first, ...others] = grants
        if (first === undefined) return
        if (others.length > 0 || get().isChoosingFolders) get().offerFolders(grants)
        else
          void get()
            .offerDjango(first)
            .then((isDjango) => isDjango || get().offerFolders(grants))
      },
      offerFolders: (grants) => set({ offeredGrants: grants, isChoosingFolders: true }),
      takeOfferedGrants: () => set({ offeredGrants: [] }),
      chooseFolders: (purpose) => attempt(() => client.call('grants.choose', { purpose }), []),
      listRoots: () => attempt(() => client.call('grants.roots', {}), []),
      listFolder: (grantId) => attempt(() => client.call('grants.list', { grantId }), []),
      narrowGrant: (grantId, folder) => attempt(() => client.call('grants.narrow', { grantId, folder }), null),
      openSample: () => attempt(async () => show(await client.call('projects.openSample', {})), undefined),
      openFolders: async (choice) => {
        try {
          const project = await client.call('projects.openFolders', {
            ...choice,
            settings: { ...choice.settings, ignore: [...choice.settings.ignore] },
          })
          shelf.setItem(SETTINGS_KEY, JSON.stringify(choice.settings))
          set({ isChoosingFolders: false })
          show(project)
          return null
        } catch (error) {
          return toErrorData(error).message
        }
      },
      reopenProject: (id) => attempt(async () => show(await client.call('projects.reopen', { id })), undefined),
      forgetProject: (id) =>
        attempt(async () => {
          await client.call('projects.forget', { id })
          await get().loadRecents()
        }, undefined),
      adoptProject: adopt,
      showProject: show,
      configureProject: (id, change, staticRoot) =>
        attempt(async () => {
          const project = get().projects[id] ?? (await get().findProject(id))
          const settings = { ...project.settings, ...change }
          adopt(
            await client.call('projects.configure', {
              id,
              settings: { ...settings, ignore: [...settings.ignore] },
              ...(staticRoot === undefined ? {} : { staticRoot }),
            }),
          )
          await get().startPreview(id)
        }, undefined),
      findProject: async (id) => {
        try {
          const project = await client.call('projects.get', { id })
          adopt(project)
          return project
        } catch (error) {
          if (toErrorData(error).code !== 'not-found') throw error
          const project = await client.call('projects.reopen', { id })
          adopt(project)
          return project
        }
      },
      lastSettings: () => {
        try {
          const kept = collectSettingsSchema.safeParse(JSON.parse(shelf.getItem(SETTINGS_KEY) ?? '{}'))
          return kept.success ? kept.data : DEFAULT_COLLECT_SETTINGS
        } catch {
          return DEFAULT_COLLECT_SETTINGS
        }
      },
    }
  }
}
