import { resolve } from 'node:path'
import { plural } from '../../../../shared/text/plural.ts'
import { visibleText } from '../../../core/projects/visible-text.ts'
import { exportRelease } from '../../../core/take/export-release.ts'
import { EXIT_CODES, type ExitCode } from '../../exit-codes.ts'
import type { OutputOptions } from '../../report-options.ts'
import { exportDocument } from '../../reporters/release-json.ts'
import { showDocument } from '../../show-document.ts'
import { type StoreOptions, withStore } from '../../store-options.ts'
import { withMeans } from '../../with-means.ts'

/**
 * `staticscope release export NAME --output PLACE`: writes what a release serves into a new or empty folder, or into a
 * new archive (`.tar`, `.tar.gz`, `.tgz`, `.tar.zst`).
 * @throws InspectorError not-found, output-not-empty, damaged-store, disk-full, cancelled
 */
export async function exportOne(
  name: string,
  options: StoreOptions & OutputOptions & { readonly output: string },
  signal: AbortSignal,
): Promise<ExitCode> {
  const output = resolve(options.output)
  const files = await withStore(options, (store) =>
    withMeans({ ...options, cache: false }, signal, (means) => exportRelease(store, name, output, means)),
  )
  await showDocument(
    options,
    () => exportDocument({ name, output, files }),
    () => [`Wrote ${plural(files, 'file')} of ${visibleText(name)} to ${visibleText(output)}\n`],
  )
  return EXIT_CODES.fine
}
