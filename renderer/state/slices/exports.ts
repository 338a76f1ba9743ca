import type { InspectorClient } from '../../../shared/contract/client.ts'
import type { ExportFormat, PreparedExport } from '../../../shared/model/export.ts'
import type { AppSlice } from '../app-store.ts'

export type ExportsSlice = {
  /** Saves the shown preview: a dialog of the desktop, a download of the browser. */
  readonly saveExport: (format: ExportFormat) => Promise<void>
  /** Saves a document that the engine has ready. @throws what the call throws */
  readonly savePrepared: (prepared: PreparedExport) => Promise<void>
}

/** Saves documents of the shown preview. */
export function createExportsSlice(client: InspectorClient): AppSlice<ExportsSlice> {
  return (_set, get) => ({
    saveExport: async (format) => {
      const { summary, outline } = get()
      if (summary === null || outline === null) return
      try {
        const { projectId } = summary
        const prepared = await client.call('preview.prepareExport', { projectId, format, viewId: outline.viewId })
        await get().savePrepared(prepared)
      } catch (error) {
        get().reportError(error)
      }
    },
    savePrepared: async (prepared) => {
      if (get().host?.kind !== 'electron') {
        download(prepared)
        return
      }
      const { savedAs } = await client.call('system.saveExport', prepared)
      if (savedAs !== null) get().notify('ok', `Saved as ${savedAs}`)
    },
  })
}

/** The local server hands a prepared document out to the page that is signed in, as a file to save. */
function download({ exportId, fileName }: PreparedExport): void {
  const link = document.createElement('a')
  link.href = `/export/${exportId}`
  link.download = fileName
  link.click()
}
