import type { WhyAnswer } from '../../../shared/model/why.ts'
import { effectiveStaticUrl } from '../collect/collect-settings.ts'
import type { Preview } from '../collect/preview-result.ts'
import { absPath, relPath } from '../python/posix-path.ts'
import { answerName, collectedName, guessName } from './answer-name.ts'
import { answerPath, guessPath, seenPath } from './answer-path.ts'
import { isBelow } from './kind-on-disk.ts'
import { nothingLike } from './nothing-like.ts'
import { type Question, readQuestion } from './read-question.ts'
import { whyIndexOf } from './why-index.ts'
import type { WhyContext } from './why-context.ts'

/**
 * Why something is collected or not, whatever of it a person has typed: see `readQuestion`. First what the preview
 * knows for certain is asked, of each reading in turn; then the disk, inside of the project's own folders; then what
 * comes near.
 * @param projectFolder absolute path of a Django project, for paths that are written from there; null for folders
 */
export async function whyName(preview: Preview, text: string, projectFolder: string | null): Promise<WhyAnswer> {
  const context = contextOf(preview, projectFolder)
  const question = withOutputs(
    readQuestion(text, {
      staticUrl: effectiveStaticUrl(preview.evidence.settings),
      folders: foldersOf(context),
      projectFolder,
    }),
    context,
  )
  return (
    (await knownAnswer(question, context)) ??
    firstOf(question.paths, (path) => answerPath(path, context)) ??
    (await firstLater(question.names, ({ name }) => guessName(name, context))) ??
    (await firstLater(question.paths, (path) => guessPath(path, context))) ??
    nothingLike(question, text, context)
  )
}

/** What the preview itself knows of a name or path. A path says more than a URL, which may be one only by its look. */
async function knownAnswer({ names, paths }: Question, context: WhyContext): Promise<WhyAnswer | null> {
  const plain = names.filter(({ isUrl }) => !isUrl)
  const urls = names.filter(({ isUrl }) => isUrl)
  return (
    (await firstLater(plain, ({ name }) => collectedName(name, 'name', context))) ??
    (await firstLater(paths, (path) => seenPath(path, context))) ??
    (await firstLater(urls, ({ name }) => collectedName(name, 'url', context))) ??
    (await firstLater(names, ({ name }) => answerName(name, context)))
  )
}

/** A path in STATIC_ROOT means the name that stands there. */
function withOutputs({ names, paths }: Question, { staticRoot }: WhyContext): Question {
  const outputs = paths.flatMap((path) =>
    staticRoot !== null && path !== staticRoot && isBelow(path, staticRoot)
      ? [{ name: relPath(path, staticRoot), isUrl: false }]
      : [],
  )
  return { names: [...outputs, ...names], paths }
}

function contextOf(preview: Preview, projectFolder: string | null): WhyContext {
  const { request, evidence } = preview
  const { project } = request
  const root = request.staticRoot ?? project?.location ?? project?.staticRoot ?? ''
  const staticRoot = root === '' ? null : absPath('/', root)
  const ownFolders = request.sources.map(({ path }) => absPath('/', path))
  const roots = [projectFolder, staticRoot].filter((folder) => folder !== null)
  return {
    preview,
    index: whyIndexOf(preview),
    settings: evidence.settings,
    projectFolder,
    staticRoot,
    openFolders: [...ownFolders, ...roots],
  }
}

/** Folders whose last parts may stand at the beginning of a path that is typed. */
function foldersOf({ index, preview, staticRoot }: WhyContext): string[] {
  const apps = preview.request.sources.flatMap((source) => (source.kind === 'app' ? [source.path] : []))
  const missing = preview.request.project?.missingFolders ?? []
  return [
    ...new Set([
      ...index.finderFolders.map(({ path }) => path),
      ...apps,
      ...missing,
      ...(staticRoot === null ? [] : [staticRoot]),
    ]),
  ]
}

function firstOf<T>(readings: readonly T[], answer: (reading: T) => WhyAnswer | null): WhyAnswer | null {
  for (const reading of readings) {
    const given = answer(reading)
    if (given !== null) return given
  }
  return null
}

async function firstLater<T>(
  readings: readonly T[],
  answer: (reading: T) => WhyAnswer | null | Promise<WhyAnswer | null>,
): Promise<WhyAnswer | null> {
  for (const reading of readings) {
    const given = await answer(reading)
    if (given !== null) return given
  }
  return null
}
