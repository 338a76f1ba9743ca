import { resolve } from 'node:path'
import { isCollected, type WhyAnswer } from '../../../shared/model/why.ts'
import { previewStatic } from '../../core/collect/preview-static.ts'
import { whyName } from '../../core/why/why-name.ts'
import { EXIT_CODES, type ExitCode } from '../exit-codes.ts'
import type { ProjectOptions } from '../project-options.ts'
import { readAnyRequest } from '../read-any-request.ts'
import type { MeansOptions, OutputOptions } from '../report-options.ts'
import type { SourceOptions } from '../source-options.ts'
import { createStyle, wantsColours } from '../style.ts'
import { withMeans } from '../with-means.ts'
import { writePieces, writeTextFile } from '../../core/files/write-text.ts'

/**
 * `staticscope why NAME`: tells why a name or path is collected or not. Ends with 0 if it is, with 1 if not.
 * @param given names of the options that stand on the command line
 * @throws InspectorError for wrong use, unreadable input and cancelling
 */
export async function why(
  name: string,
  options: SourceOptions & ProjectOptions & OutputOptions & MeansOptions,
  given: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<ExitCode> {
  const request = await readAnyRequest(options, given, signal)
  const projectFolder = options.project === undefined ? null : resolve(options.project)
  const answer = await withMeans(options, signal, async (means) =>
    whyName(await previewStatic(request, means), name, projectFolder),
  )
  await show(name, answer, options)
  return isCollected(answer) ? EXIT_CODES.fine : EXIT_CODES.findings
}

async function show(asked: string, answer: WhyAnswer, options: OutputOptions): Promise<void> {
  if (options.json !== undefined) {
    const { whyJson } = await import('../reporters/why-json.ts')
    if (options.json !== true) await writeTextFile(options.json, whyJson(asked, answer))
    else {
      await writePieces(process.stdout, whyJson(asked, answer))
      return
    }
  }
  if (options.quiet === true) return
  const { whyText } = await import('../reporters/why-text.ts')
  await writePieces(process.stdout, whyText(answer, createStyle(wantsColours(process.stdout, !options.color))))
}
