import { InspectorError } from '../../../../shared/contract/errors.ts'
import { releaseEditSchema } from '../../../../shared/model/release.ts'
import { EXIT_CODES, type ExitCode } from '../../exit-codes.ts'
import { releaseDocument } from '../../reporters/release-json.ts'
import { showWords } from '../../reporters/release-text.ts'
import type { OutputOptions } from '../../report-options.ts'
import { showDocument } from '../../show-document.ts'
import { type StoreOptions, withStore } from '../../store-options.ts'

/** `labels` false is `--no-labels`. */
type EditOptions = {
  readonly name?: string
  readonly note?: string
  readonly label?: readonly string[]
  readonly labels: boolean
}

/**
 * `staticscope release edit NAME`: changes name, note and labels. Everything else of a release is as it was taken.
 * @throws InspectorError not-found, name-taken, bad-input
 */
export async function edit(name: string, options: StoreOptions & OutputOptions & EditOptions): Promise<ExitCode> {
  const labels = options.label ?? (options.labels ? undefined : [])
  const wanted = releaseEditSchema.safeParse({
    ...(options.name === undefined ? {} : { name: options.name }),
    ...(options.note === undefined ? {} : { note: options.note }),
    ...(labels === undefined ? {} : { labels }),
  })
  if (!wanted.success || Object.keys(wanted.data).length === 0)
    throw new InspectorError('bad-input', 'Say what to change: --name NAME, --note TEXT, --label LABEL or --no-labels.')
  const release = await withStore(options, (store) => store.edit(name, wanted.data))
  await showDocument(
    options,
    () => releaseDocument(release, null),
    (style) => showWords(release, style),
  )
  return EXIT_CODES.fine
}
