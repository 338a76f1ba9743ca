import { formatBytes } from '../../../../shared/text/format-bytes.ts'
import { EXIT_CODES, type ExitCode } from '../../exit-codes.ts'
import { type StoreOptions, withStore } from '../../store-options.ts'

type Options = StoreOptions & { readonly quiet?: true }

/**
 * `staticscope release remove NAME`: takes a release off the list. It can be restored for a day; with `--now` it and what
 * else was removed is thrown away at once, with the contents that nothing else uses.
 * @throws InspectorError not-found
 */
export async function remove(name: string, options: Options & { readonly now?: true }): Promise<ExitCode> {
  await withStore(options, async (store) => {
    const { release } = store.get(name)
    store.remove(name)
    const purged = options.now === true ? await store.purge(0) : null
    if (options.quiet === true) return
    const end =
      purged === null
        ? 'It can be had back for a day: release restore.'
        : purged.releases === 0
          ? 'A release is being taken, so its contents go later.'
          : `${formatBytes(purged.bytes)} are free again.`
    process.stdout.write(`Removed ${release.name}. ${end}\n`)
  })
  return EXIT_CODES.fine
}

/**
 * `staticscope release restore NAME`: has the last removed release of a name back.
 * @throws InspectorError not-found, name-taken
 */
export async function restore(name: string, options: Options): Promise<ExitCode> {
  const { release } = await withStore(options, (store) => store.restore(name))
  if (options.quiet !== true) process.stdout.write(`${release.name} is back.\n`)
  return EXIT_CODES.fine
}
