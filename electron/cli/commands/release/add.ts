import { InspectorError } from '../../../../shared/contract/errors.ts'
import type { StoredRelease } from '../../../../shared/model/release.ts'
import type { WorkContext } from '../../../core/collect/preview-context.ts'
import type { ReleaseStore } from '../../../core/releases/release-store.ts'
import { sourceCandidates } from '../../../core/take/source-candidates.ts'
import { type ReleaseSource, takeRelease } from '../../../core/take/take-release.ts'
import { EXIT_CODES, type ExitCode } from '../../exit-codes.ts'
import type { ReleaseSourceOptions } from '../../release-source-options.ts'
import { releaseDocument, releasesDocument } from '../../reporters/release-json.ts'
import { keptWords } from '../../reporters/release-text.ts'
import type { MeansOptions, OutputOptions } from '../../report-options.ts'
import { showDocument } from '../../show-document.ts'
import { type StoreOptions, withStore } from '../../store-options.ts'
import { withSourceWords } from '../../source-words.ts'
import { withMeans } from '../../with-means.ts'
import { withReleaseSource } from '../../with-release-source.ts'

/** The options that only this command has. */
type AddOptions = {
  readonly name: string
  readonly note?: string
  readonly label?: readonly string[]
  readonly all?: true
}

/**
 * `staticscope release add`: takes a release from a source and keeps it.
 * @param sources what stands as words, such as a folder or sample:41
 * @param given names of the options that stand on the command line
 * @throws InspectorError for wrong use, a name that is taken, a source that cannot be read, a full disk and cancelling
 */
export async function add(
  sources: readonly string[],
  options: ReleaseSourceOptions & AddOptions & StoreOptions & OutputOptions & MeansOptions,
  given: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<ExitCode> {
  const named = withSourceWords(sources, options, given)
  const kept = await withStore(options, (store) =>
    withMeans(options, signal, (means) =>
      withReleaseSource(named.options, named.given, means, (source, context) =>
        takeAll(source, options, store, context),
      ),
    ),
  )
  const [first] = kept
  await showDocument(
    options,
    () => (options.all === true || first === undefined ? releasesDocument(kept) : releaseDocument(first, null)),
    (style) => kept.flatMap((release) => [...keptWords(release, style)]),
  )
  return EXIT_CODES.fine
}

async function takeAll(
  source: ReleaseSource,
  { name, note = '', label = [], all }: AddOptions,
  store: ReleaseStore,
  means: WorkContext,
): Promise<readonly StoredRelease[]> {
  if (all !== true) return [await takeRelease(source, { name, note, labels: label }, store, means)]
  if (source.kind !== 'static-root' && source.kind !== 'archive')
    throw new InspectorError(
      'bad-input',
      '--all takes every manifest of --static-root or --archive. Name one of those.',
    )
  const candidates = (await sourceCandidates(source, means)).filter(({ error }) => error === null)
  if (candidates.length === 0) throw new InspectorError('not-found', 'No manifest was found that can be read.')
  const kept: StoredRelease[] = []
  for (const { path, label: folder } of candidates.toReversed()) {
    const words = { name: folder === '' ? name : `${name} ${folder}`, note, labels: label }
    kept.push(await takeRelease({ ...source, manifest: path }, words, store, means))
  }
  return kept
}
