import { InspectorError } from '../../../../shared/contract/errors.ts'
import { EXIT_CODES, type ExitCode } from '../../exit-codes.ts'
import { historyDocument } from '../../reporters/release-json.ts'
import { historyWords } from '../../reporters/release-text.ts'
import type { OutputOptions } from '../../report-options.ts'
import { showDocument } from '../../show-document.ts'
import { type StoreOptions, withStore } from '../../store-options.ts'

/**
 * `staticscope release history FILE`: one logical file in all releases, the oldest first.
 * @throws InspectorError not-found when no release has it, damaged-store
 */
export async function history(file: string, options: StoreOptions & OutputOptions): Promise<ExitCode> {
  const entries = await withStore(options, (store) => store.historyOf(file))
  if (entries.every((entry) => entry.file === null))
    throw new InspectorError(
      'not-found',
      `No release of the store has a file ${file}. Write its logical name, such as css/site.css.`,
    )
  await showDocument(
    options,
    () => historyDocument(file, entries),
    (style) => historyWords(file, entries, style),
  )
  return EXIT_CODES.fine
}
