import { randomUUID } from 'node:crypto'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { RecentlyUsed } from '../preview/recently-used.ts'
import type { ExportDocument } from '../reports/export-document.ts'

/** A page saves one document at a time; each holds on to its preview. */
const KEPT = 4

/** Documents that pages have asked for and may save now. */
export class PreparedExports {
  readonly #documents = new RecentlyUsed<ExportDocument>(KEPT)

  /** Keeps a document and gives the id by which it is fetched; nobody can guess it. The oldest goes when there are too many. */
  add(document: ExportDocument): string {
    const id = randomUUID()
    this.#documents.keep(id, document)
    return id
  }

  /** @throws InspectorError `not-found` */
  get(id: string): ExportDocument {
    const document = this.#documents.find(id)
    if (document === null) throw new InspectorError('not-found', 'This document has expired. Export it once more.')
    return document
  }
}
