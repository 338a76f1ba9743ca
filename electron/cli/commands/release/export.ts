import { resolve } from 'node:path'
import { plural } from '../../../../shared/text/plural.ts'
import { exportRelease } from '../../../core/take/export-release.ts'
import { EXIT_CODES, type ExitCode } from '../../exit-codes.ts'
import { type StoreOptions, withStore } from '../../store-options.ts'
import { withMeans } from '../../with-means.ts'

/**
 * `staticscope release export NAME --output PLACE`: writes what a release serves into a new or empty folder, or into a
 * new archive (`.tar`, `.tar.gz`, `.tgz`, `.tar.zst`).
 * @throws InspectorError not-found, output-not-empty, damaged-store, disk-full, cancelled
 */
export async function exportOne(
  name: string,
  options: StoreOptions & { readonly output: string; readonly quiet?: true },
  signal: AbortSignal,
): Promise<ExitCode> {
  const output = resolve(options.output)
  const written = await withStore(options, (store) =>
    withMeans({ ...options, cache: false }, signal, (means) => exportRelease(store, name, output, means)),
  )
  if (options.quiet !== true) process.stdout.write(`Wrote ${plural(written, 'file')} of ${name} to ${output}\n`)
  return EXIT_CODES.fine
}
