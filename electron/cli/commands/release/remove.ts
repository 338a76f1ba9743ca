import { formatBytes } from '../../../../shared/text/format-bytes.ts'
import { visibleText } from '../../../core/projects/visible-text.ts'
import { EXIT_CODES, type ExitCode } from '../../exit-codes.ts'
import type { OutputOptions } from '../../report-options.ts'
import { releaseDocument, type Removal, removalDocument } from '../../reporters/release-json.ts'
import { showDocument } from '../../show-document.ts'
import { type StoreOptions, withStore } from '../../store-options.ts'

type Options = StoreOptions & OutputOptions

/**
 * `staticscope release remove NAME`: takes a release off the list. It can be restored for a day; with `--now` it and what
 * else was removed is thrown away at once, with the contents that nothing else uses.
 * @throws InspectorError not-found
 */
export async function remove(name: string, options: Options & { readonly now?: true }): Promise<ExitCode> {
  const removal = await withStore(options, async (store): Promise<Removal> => {
    const { release } = store.get(name)
    store.remove(name)
    return { name: release.name, purged: options.now === true ? await store.purge(0) : null }
  })
  await showDocument(
    options,
    () => removalDocument(removal),
    () => [`Removed ${visibleText(removal.name)}. ${endOf(removal)}\n`],
  )
  return EXIT_CODES.fine
}

function endOf({ purged }: Removal): string {
  if (purged === null) return 'It can be had back for a day: release restore.'
  return purged.releases === 0
    ? 'A release is being taken, so its contents go later.'
    : `${formatBytes(purged.bytes)} are free again.`
}

/**
 * `staticscope release restore NAME`: has the last removed release of a name back.
 * @throws InspectorError not-found, name-taken
 */
export async function restore(name: string, options: Options): Promise<ExitCode> {
  const restored = await withStore(options, (store) => store.restore(name))
  await showDocument(
    options,
    () => releaseDocument(restored, null),
    () => [`${visibleText(restored.release.name)} is back.\n`],
  )
  return EXIT_CODES.fine
}
