import { basename } from 'node:path'
import { app, clipboard, dialog, shell, type BrowserWindow, type OpenDialogOptions } from 'electron'
import type { InspectorEvent } from '../../shared/contract/envelope.ts'
import { InspectorError } from '../../shared/contract/errors.ts'
import { CONTRACT_VERSION, METHODS, type MethodOutput, type ParsedInput } from '../../shared/contract/methods.ts'
import type { EngineProcess } from './engine-process.ts'
import { DOCUMENTATION, isWebAddress, type NativeMethods } from './native-methods.ts'

/** The native methods of one window. Paths stay on this side: the page gets grants, and names files by project and name. */
export function answerNatively(window: BrowserWindow, engine: EngineProcess): NativeMethods {
  return {
    'host.describe': () => ({
      kind: 'electron',
      contractVersion: CONTRACT_VERSION,
      version: app.getVersion(),
      platform: process.platform,
      canChooseFolders: true,
      openAt: null,
    }),
    'grants.choose': async ({ purpose }) => {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        buttonLabel: 'Choose',
        ...DIALOGS[purpose],
      })
      if (canceled) return []
      if (purpose !== 'python' && purpose !== 'env-file' && purpose !== 'release' && purpose !== 'accepted')
        return grantFolders(engine, filePaths)
      const granted = await Promise.all(filePaths.map((path) => engine.ask({ kind: 'grant-file', path, purpose })))
      return METHODS['grants.choose'].output.parse(granted)
    },
    'system.reveal': async ({ projectId, name }) => {
      const path = await engine.ask({ kind: 'locate', projectId, name })
      if (typeof path !== 'string') throw new InspectorError('not-found', `${name} was not found.`)
      shell.showItemInFolder(path)
      return null
    },
    'system.saveExport': async ({ exportId, fileName }) => {
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        title: 'Save the export',
        defaultPath: fileName,
        properties: ['createDirectory', 'showOverwriteConfirmation'],
      })
      if (canceled || filePath === undefined || filePath === '') return { savedAs: null }
      await engine.ask({ kind: 'write-export', exportId, path: filePath })
      return { savedAs: basename(filePath) }
    },
    'system.copyText': async ({ text }) => {
      // A promise in newer Electrons, where the system may refuse.
      await clipboard.writeText(text)
      return null
    },
    'system.openDocumentation': async ({ topic }) => {
      await openInBrowser(DOCUMENTATION[topic])
      return null
    },
  }
}

/** A folder or a file that was dropped on the window. */
export type Dropped = { readonly path: string; readonly isFile: boolean }

/** Makes grants of what was dropped, in its order: folders, and files that a release may be taken from. */
export async function grantDropped(
  engine: EngineProcess,
  dropped: readonly Dropped[],
): Promise<Extract<InspectorEvent, { topic: 'grants' }>['payload']> {
  const granted = await Promise.all(
    dropped.map(({ path, isFile }) =>
      engine.ask(isFile ? { kind: 'grant-file', path, purpose: 'release' } : { kind: 'grant', path }),
    ),
  )
  const grants = METHODS['grants.choose'].output.parse(granted)
  return grants.map((grant, index) => ({ ...grant, isFile: dropped[index]?.isFile === true }))
}

/** Makes grants of folders that the user chose, in their order. */
export async function grantFolders(
  engine: EngineProcess,
  paths: readonly string[],
): Promise<MethodOutput<'grants.choose'>> {
  const grants = await Promise.all(paths.map((path) => engine.ask({ kind: 'grant', path })))
  return METHODS['grants.choose'].output.parse(grants)
}

/** Opens an address in the system's browser; only web addresses get there. */
export async function openInBrowser(address: string): Promise<void> {
  if (!isWebAddress(address)) throw new InspectorError('refused', 'Only web addresses can be opened.')
  await shell.openExternal(address)
}

/** What each dialog is called and lets one choose. An interpreter is not resolved: its link makes the environment. */
const DIALOGS: Readonly<Record<ParsedInput<'grants.choose'>['purpose'], OpenDialogOptions>> = {
  source: {
    title: 'Choose folders of static files',
    properties: ['openDirectory', 'multiSelections', 'showHiddenFiles'],
  },
  'static-root': { title: 'Choose the STATIC_ROOT folder', properties: ['openDirectory', 'showHiddenFiles'] },
  output: {
    title: 'Choose where to collect to: a new or an empty folder',
    properties: ['openDirectory', 'createDirectory', 'showHiddenFiles'],
  },
  project: { title: 'Choose the folder of a Django project', properties: ['openDirectory', 'showHiddenFiles'] },
  python: {
    title: "Choose the project's Python (bin/python of its environment)",
    properties: ['openFile', 'showHiddenFiles', 'noResolveAliases'],
  },
  accepted: {
    title: 'Choose a file of accepted findings',
    properties: ['openFile', 'showHiddenFiles'],
    filters: [{ name: 'JSON', extensions: ['json'] }],
  },
  'env-file': { title: 'Choose a file of environment variables', properties: ['openFile', 'showHiddenFiles'] },
  release: {
    title: 'Choose an archive of collected files, or a staticfiles.json',
    properties: ['openFile', 'showHiddenFiles'],
    filters: [
      { name: 'Archives and manifests', extensions: ['zip', 'tar', 'gz', 'tgz', 'zst', 'json'] },
      { name: 'All files', extensions: ['*'] },
    ],
  },
}
