import { toErrorData } from '../../../shared/contract/errors.ts'
import { openFactStore, type FactStore } from '../releases/fact-store.ts'

/** The cache of file facts, opened at the first preview. */
export class FactsOfHost {
  readonly #folder: string | null
  #store: FactStore | null = null
  #isTried = false

  /** @param folder data folder; null keeps facts for this process alone */
  constructor(folder: string | null) {
    this.#folder = folder
  }

  /** Null where the cache cannot be used, for it is only a cache; the reason is in the log. */
  open(): FactStore | null {
    if (this.#isTried) return this.#store
    this.#isTried = true
    try {
      this.#store = openFactStore(this.#folder)
    } catch (error) {
      process.stderr.write(`Previews run without the cache: ${toErrorData(error).message}\n`)
    }
    return this.#store
  }

  close(): void {
    this.#store?.close()
  }
}
