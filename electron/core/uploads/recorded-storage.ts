import { FileStorage } from '../collect/file-storage.ts'
import type { FileContent } from '../files/file-content.ts'
import type { OperationLog } from './operation-log.ts'

/** How a run is to be recorded. */
export type Recording = {
  readonly log: OperationLog
  /**
   * `save` overwrites, so that it need not look for a free name: `file_overwrite` of django-storages' S3 and Google
   * storages (default True), `overwrite_files` of its Azure storage (default False); django-storages 1.14.6.
   */
  readonly overwrites: boolean
}

/** A storage without `path()`, which notes each call as the class of a remote one gets it. */
export class RecordedStorage extends FileStorage {
  readonly #recording: Recording
  #isSaving = false

  constructor(recording: Recording, ...rest: ConstructorParameters<typeof FileStorage>) {
    super(...rest)
    this.#recording = recording
  }

  override exists(name: string): boolean {
    const found = super.exists(name)
    if (!this.#isSaving) this.#recording.log.add('exists', name, 0, found)
    return found
  }

  override open(name: string): FileContent {
    let content: FileContent
    try {
      content = super.open(name)
    } catch (error) {
      this.#recording.log.add('open', name)
      throw error
    }
    this.#recording.log.add('open', name, content.size)
    return content
  }

  override modifiedSecond(name: string): number {
    this.#recording.log.add('modified-time', name)
    return super.modifiedSecond(name)
  }

  override list(name: string): ReturnType<FileStorage['list']> {
    this.#recording.log.add('list', name)
    return super.list(name)
  }

  override delete(name: string): void {
    this.#recording.log.add('delete', name)
    super.delete(name)
  }

  /** `Storage.save`: `get_available_name`, which asks whether the name is taken unless the storage overwrites, and `_save`. */
  override save(name: string, content: FileContent): string {
    this.#isSaving = this.#recording.overwrites
    try {
      return super.save(name, content)
    } finally {
      this.#isSaving = false
    }
  }

  override saveAs(name: string, content: FileContent): string {
    this.#recording.log.add('save', name, content.size)
    return super.saveAs(name, content)
  }
}
