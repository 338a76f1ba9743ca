import type { RenderedNames } from '../../../shared/analysis/pages-of.ts'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type { Content, Origin, ReleaseFile } from '../../../shared/model/release.ts'
import type { SettingsCard } from '../../../shared/model/settings-card.ts'
import { plural } from '../../../shared/text/plural.ts'
import { readPython } from '../check/read-python.ts'
import type { TemplateFolder } from '../check/read-templates.ts'
import { releasePages } from '../check/release-pages.ts'
import { appFoldersOf, templateFoldersOf } from '../check/template-folders.ts'
import { cleanName } from '../collect/hashed-names.ts'
import type { WorkContext } from '../collect/preview-context.ts'
import type { Preview, PreviewFile, PreviewRequest, ShownRun } from '../collect/preview-result.ts'
import { previewStatic } from '../collect/preview-static.ts'
import type { FileContent } from '../files/file-content.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import { absPath, joinPath } from '../python/posix-path.ts'
import type { PythonOrder } from '../projects/run-project-python.ts'
import type { ContentWriter } from '../releases/content-writer.ts'
import { cardAsInOriginal, type LaidOut, textAsInOriginal } from './as-in-original.ts'
import { keepContent, type KeptContent } from './keep-content.ts'
import { placeInOutput } from './place-references.ts'
import { boundedRemarks, type ReleaseDraft } from './release-draft.ts'

/** A release of what `collectstatic` would leave behind: of a project, of folders or of a commit. */
export type PreviewSource = {
  readonly request: PreviewRequest
  readonly origin: Origin
  /** What the project's Python said of itself; null for folders. */
  readonly card: SettingsCard | null
  /** The project's interpreter and folder: its Python files tell what they render. Not set: nobody can tell. */
  readonly python?: Pick<PythonOrder, 'python' | 'project'> | null
  /** Take it also when the command would fail, each failing reference left as it is. */
  readonly keepGoing: boolean
  /** What was met on the way to the request. */
  readonly remarks: readonly string[]
  /** Set where the folders were laid out for this alone, so that what is kept names the user's own. */
  readonly aside?: LaidOut | null
  /** Where templates lie, in the order of the loaders; not set: where the card says, and unknown without one. */
  readonly templateFolders?: readonly TemplateFolder[]
}

/**
 * Runs the preview and keeps every file of it: the author's bytes, those that Django writes, and the plain copy.
 * @throws InspectorError would-fail, changed-while-reading, unreadable, disk-full, cancelled, and what a preview throws
 */
export async function draftFromPreview(
  { request, origin, card, python = null, keepGoing, remarks, aside = null, templateFolders }: PreviewSource,
  contents: ContentWriter,
  work: WorkContext,
): Promise<ReleaseDraft> {
  const preview = await previewStatic(request, work)
  const told = (text: string): string => (aside === null ? text : textAsInOriginal(text, aside))
  if (!preview.succeeds && !keepGoing) throw new InspectorError('would-fail', told(wouldFail(preview)))
  const folders = templateFolders ?? (card === null ? null : templateFoldersOf(card))
  const rendered = card === null || python === null ? [] : await renderedBy(card, python, work.signal)
  const pages = folders === null ? null : await releasePages(preview, folders, rendered, work)
  const { settings, storageClass, manifest, providers } = { ...preview, settings: request.settings }
  return {
    head: {
      origin,
      settings,
      storageClass,
      card: card === null || aside === null ? card : cardAsInOriginal(card, aside),
      manifest: manifest === null ? null : { version: manifest.version, hash: manifest.hash },
      providers: [...providers],
      pages,
      unknowns: pages === null ? ['templates'] : [],
    },
    remarks: () =>
      boundedRemarks(
        [
          ...remarks,
          ...(request.project?.notEmulated ?? []).map(({ sentence }) => sentence),
          ...preview.errors.map(
            ({ name, line, type, message }) =>
              `${name ?? 'The settings'}${line === null ? '' : `, line ${line}`}: ${type}: ${message}`,
          ),
        ].map(told),
      ),
    files: await keepFiles(preview, contents, work),
  }
}

async function renderedBy(
  card: SettingsCard,
  { python, project }: Pick<PythonOrder, 'python' | 'project'>,
  signal: AbortSignal,
): Promise<RenderedNames> {
  const { rendered } = await readPython(python, { folders: [project], apps: appFoldersOf(card) }, project, signal)
  return rendered
}

async function keepFiles(
  preview: Preview,
  contents: ContentWriter,
  work: WorkContext,
): Promise<readonly ReleaseFile[]> {
  const shown = await preview.evidence.run()
  const slices = new TimeSlices(work.signal)
  const rest = async (): Promise<void> => {
    if (slices.isOver) await slices.rest()
  }
  const kept: ReleaseFile[] = []
  for (const file of preview.files) {
    kept.push(await keepOne(file, preview, shown, contents, rest))
    work.report({ step: 'Keeping files', done: kept.length, total: preview.files.length })
    await rest()
  }
  return kept
}

async function keepOne(
  file: PreviewFile,
  { evidence }: Preview,
  { run, disk }: ShownRun,
  contents: ContentWriter,
  rest: () => Promise<void>,
): Promise<ReleaseFile> {
  const { name, hashedName } = file
  const sourceContent = evidence.candidates.winners.get(name)?.content ?? null
  const plainContent = contentAt(disk, joinPath(absPath('/', evidence.settings.staticRoot), name))
  const outputContent = hashedName === null ? plainContent : (run.post?.outputs.get(name) ?? null)
  // Most files are all three in one: a content is kept once.
  const keep = keeper(contents, rest)
  const source = sourceContent === null ? null : await keep(sourceContent)
  const output = outputContent === null ? null : await keep(outputContent)
  const plain = plainContent === null ? null : await keep(plainContent)
  const references = run.post?.references
    .get(name)
    ?.filter(({ outcome, written, matched }) => outcome === 'rewritten' || written !== matched)
  const served = hashedName ?? name
  return {
    name,
    hashedName: hashedName === null ? null : cleanName(hashedName),
    source: plainly(source),
    output: plainly(output),
    plain: plainly(plain),
    isRecovered: false,
    provider: file.provider,
    references:
      references === undefined || references.length === 0 || output === null
        ? []
        : [...placeInOutput(references, textOf(output), run.post?.hashedFiles ?? new Map<string, string>())],
    compressed: file.compressed.flatMap(({ name: form, size }) => {
      const ending = form === `${served}.gz` ? 'gz' : form === `${served}.br` ? 'br' : null
      return ending === null ? [] : [{ encoding: ending, size }]
    }),
  }
}

function keeper(contents: ContentWriter, rest: () => Promise<void>): (content: FileContent) => Promise<KeptContent> {
  const kept = new Map<string, KeptContent>()
  return async (content) => {
    const key = content.kind === 'disk' ? (content.md5 ?? content.path) : content.md5
    const known = kept.get(key)
    if (known !== undefined && known.size === content.size) return known
    const now = await keepContent(content, contents, rest)
    kept.set(key, now)
    return now
  }
}

function contentAt(disk: ShownRun['disk'], path: string): FileContent | null {
  return disk.exists(path) && !disk.isFolder(path) ? disk.open(path) : null
}

function plainly(kept: KeptContent | null): Content | null {
  return kept === null ? null : { hash: kept.hash, size: kept.size }
}

function textOf({ bytes }: KeptContent): string {
  // A byte order mark stays a character, as in Python's own decoding.
  return bytes === null ? '' : new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

function wouldFail({ firstError, errors }: Preview): string {
  const more = errors.length > 1 ? ` ${plural(errors.length - 1, 'more error')} would follow.` : ''
  return (
    `collectstatic would fail, so no release was taken: ${firstError?.type ?? 'Error'}: ${firstError?.message ?? ''}${more} ` +
    'Mend the errors (the preview lists all of them), or take what would come out without them with --keep-going.'
  )
}
