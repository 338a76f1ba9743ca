import { InspectorError } from '../../../shared/contract/errors.ts'
import { type ConsentStore, openConsentStore } from '../releases/consent-store.ts'
import { displayPath } from './display-path.ts'

/** Where the user has allowed a project's Python to run: asked for before anything of a project runs. */
export class Consents {
  readonly #folder: string | null
  #store: ConsentStore | null = null

  /** @param folder data folder; null remembers for this process alone */
  constructor(folder: string | null) {
    this.#folder = folder
  }

  /** Both are absolute paths; the interpreter is not resolved, for a virtual environment is a link. */
  has(project: string, python: string): boolean {
    return this.#open().has(project, python)
  }

  give(project: string, python: string): void {
    this.#open().give(project, python, Date.now())
  }

  /** Forgets all interpreters of a project. */
  forget(project: string): void {
    this.#open().forget(project)
  }

  /** @throws InspectorError `consent-needed` unless this interpreter may run this project */
  require(project: string, python: string): void {
    if (!this.has(project, python))
      throw new InspectorError(
        'consent-needed',
        `${displayPath(python)} has not been allowed to run ${displayPath(project)}. Allow it first.`,
      )
  }

  close(): void {
    this.#store?.close()
  }

  #open(): ConsentStore {
    this.#store ??= openConsentStore(this.#folder)
    return this.#store
  }
}
