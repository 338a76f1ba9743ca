import { resolve } from 'node:path'
import type { ReferenceUsers } from '../../../shared/model/check.ts'
import { askedName, isCollected, type WhyAnswer } from '../../../shared/model/why.ts'
import { checkReferences } from '../../core/check/check-references.ts'
import { usersOfName } from '../../core/check/reference-users.ts'
import { previewStatic } from '../../core/collect/preview-static.ts'
import { whyName } from '../../core/why/why-name.ts'
import { EXIT_CODES, type ExitCode } from '../exit-codes.ts'
import type { ProjectOptions } from '../project-options.ts'
import { readCheckSources } from '../read-check-sources.ts'
import type { MeansOptions, OutputOptions } from '../report-options.ts'
import type { SourceOptions, TemplateOptions } from '../source-options.ts'
import { createStyle, wantsColours } from '../style.ts'
import { withMeans } from '../with-means.ts'
import { writePieces, writeTextFile } from '../../core/files/write-text.ts'

/**
 * `staticscope why NAME`: tells why a name or path is collected or not, and who asks for it. Ends with 0 if it is, with 1 if not.
 * @param given names of the options that stand on the command line
 * @throws InspectorError for wrong use, unreadable input and cancelling
 */
export async function why(
  name: string,
  options: SourceOptions & ProjectOptions & TemplateOptions & OutputOptions & MeansOptions,
  given: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<ExitCode> {
  const named = await readCheckSources(options, true, given, signal)
  const projectFolder = options.project === undefined ? null : resolve(options.project)
  const { answer, askedBy } = await withMeans(options, signal, async (means) => {
    const preview = await previewStatic(named.request, means)
    const told = await whyName(preview, name, projectFolder)
    const wanted = askedName(told)
    if (wanted === null) return { answer: told, askedBy: null }
    const { users } = await checkReferences({ ...named, preview, accepted: [] }, means)
    return { answer: told, askedBy: usersOfName(users, wanted, 0, Infinity) }
  })
  await show(name, answer, askedBy, options)
  return isCollected(answer) ? EXIT_CODES.fine : EXIT_CODES.findings
}

async function show(
  asked: string,
  answer: WhyAnswer,
  askedBy: ReferenceUsers | null,
  options: OutputOptions,
): Promise<void> {
  if (options.json !== undefined) {
    const { whyJson } = await import('../reporters/why-json.ts')
    if (options.json !== true) await writeTextFile(options.json, whyJson(asked, answer, askedBy))
    else {
      await writePieces(process.stdout, whyJson(asked, answer, askedBy))
      return
    }
  }
  if (options.quiet === true) return
  const { whyText } = await import('../reporters/why-text.ts')
  await writePieces(process.stdout, whyText(answer, askedBy, createStyle(wantsColours(process.stdout, !options.color))))
}
