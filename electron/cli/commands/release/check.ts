import { EXIT_CODES, type ExitCode } from '../../exit-codes.ts'
import { checkDocument } from '../../reporters/release-json.ts'
import { checkWords, isSound } from '../../reporters/release-text.ts'
import type { OutputOptions } from '../../report-options.ts'
import { showDocument } from '../../show-document.ts'
import { type StoreOptions, withStore } from '../../store-options.ts'
import { withMeans } from '../../with-means.ts'

/**
 * `staticscope release check`: reads the whole store again. Ends with 1 when something is damaged.
 * @throws InspectorError damaged-store where it cannot even be opened, cancelled
 */
export async function check(options: StoreOptions & OutputOptions, signal: AbortSignal): Promise<ExitCode> {
  const found = await withStore(options, (store) =>
    withMeans({ ...options, cache: false }, signal, (means) => store.check(means)),
  )
  await showDocument(
    options,
    () => checkDocument(found),
    (style) => checkWords(found, style),
  )
  return isSound(found) ? EXIT_CODES.fine : EXIT_CODES.findings
}
