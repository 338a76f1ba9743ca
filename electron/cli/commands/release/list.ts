import { EXIT_CODES, type ExitCode } from '../../exit-codes.ts'
import { releasesDocument } from '../../reporters/release-json.ts'
import { listWords } from '../../reporters/release-text.ts'
import type { OutputOptions } from '../../report-options.ts'
import { showDocument } from '../../show-document.ts'
import { type StoreOptions, withStore } from '../../store-options.ts'

/** `staticscope release list`: the releases of the store, the newest first. */
export async function list(options: StoreOptions & OutputOptions & { readonly removed?: true }): Promise<ExitCode> {
  const releases = await withStore(options, (store) => store.list({ withRemoved: options.removed === true }))
  await showDocument(
    options,
    () => releasesDocument(releases),
    (style) => listWords(releases, style),
  )
  return EXIT_CODES.fine
}
