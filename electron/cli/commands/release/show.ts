import { EXIT_CODES, type ExitCode } from '../../exit-codes.ts'
import { releaseDocument } from '../../reporters/release-json.ts'
import { showWords } from '../../reporters/release-text.ts'
import type { OutputOptions } from '../../report-options.ts'
import { showDocument } from '../../show-document.ts'
import { type StoreOptions, withStore } from '../../store-options.ts'

/**
 * `staticscope release show NAME`: where a release comes from, what is known of it and what is not; with `--json` each file.
 * @throws InspectorError not-found, damaged-store
 */
export async function show(name: string, options: StoreOptions & OutputOptions): Promise<ExitCode> {
  await withStore(options, async (store) => {
    const release = store.get(name)
    await showDocument(
      options,
      () => releaseDocument(release, store.filesOf(name)),
      (style) => showWords(release, style),
    )
  })
  return EXIT_CODES.fine
}
