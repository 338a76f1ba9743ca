import { contextBridge, ipcRenderer, webUtils } from 'electron'
import { CHANNELS } from '../../shared/contract/channels.ts'

type Listener = (response: unknown) => void
const listeners = new Set<Listener>()

ipcRenderer.on(CHANNELS.response, (_event, response: unknown) => {
  for (const listener of listeners) listener(response)
})

// Plain data goes in, plain data comes out. Main's gate decides what is answered; nothing of Electron reaches the page.
contextBridge.exposeInMainWorld('staticscope', {
  call: (request: unknown) => ipcRenderer.send(CHANNELS.request, request),
  cancel: (id: unknown) => ipcRenderer.send(CHANNELS.request, { type: 'cancel', id }),
  subscribe: (listener: Listener) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
})

// A dropped folder goes to main by its path from here, in a world of its own: the page can neither read nor forge it.
window.addEventListener('dragover', (event) => event.preventDefault())
window.addEventListener('drop', (event) => {
  event.preventDefault()
  if (!event.isTrusted) return
  const files = Array.from(event.dataTransfer?.files ?? [])
  if (files.length > 0) ipcRenderer.send(CHANNELS.drop, files.map(pathOf))
})

/** `webUtils` is younger than Electron 22, where the path is a property of the file. */
function pathOf(file: File & { readonly path?: string }): string {
  const utils: typeof webUtils | undefined = webUtils
  return utils === undefined ? (file.path ?? '') : utils.getPathForFile(file)
}
