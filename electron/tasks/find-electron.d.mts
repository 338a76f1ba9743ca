/** An Electron that runs here, or why there is none. */
export type FoundElectron =
  | { readonly path: string; readonly where: string; readonly version: string }
  | { readonly path: null; readonly why: string }

export function findElectron(mayInstall: boolean): Promise<FoundElectron>
export function hasDisplay(): boolean
export function sandboxArguments(): string[]
