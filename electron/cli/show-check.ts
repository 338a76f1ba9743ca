import type { Check } from '../core/check/check-result.ts'
import { writePieces, writeTextFile } from '../core/files/write-text.ts'
import { checkAnnotations } from '../core/reports/check-annotations.ts'
import { checkJson } from '../core/reports/check-json.ts'
import { checkMarkdown } from '../core/reports/check-markdown.ts'
import { checkSarif } from '../core/reports/check-sarif.ts'
import type { OutputOptions } from './report-options.ts'
import { checkText } from './reporters/check-text.ts'
import { createStyle, wantsColours } from './style.ts'

/** Reports of a check besides the JSON document. True: on standard output; a text: into that file. */
export type CheckReports = {
  readonly sarif?: true | string
  readonly markdown?: true | string
  readonly github?: true | string
}

/**
 * Prints a finished check as asked: each report into its file or on standard output; the words for people unless a report
 * is there already or `--quiet` is given.
 * @throws InspectorError when a file cannot be written
 */
export async function showCheck(check: Check, options: OutputOptions & CheckReports): Promise<void> {
  const reports = [
    [options.json, checkJson],
    [options.sarif, checkSarif],
    [options.markdown, checkMarkdown],
    [options.github, checkAnnotations],
  ] as const
  let isPrinted = false
  for (const [wanted, report] of reports) {
    if (typeof wanted === 'string') await writeTextFile(wanted, report(check, process.cwd()))
    else if (wanted === true) {
      await writePieces(process.stdout, report(check, process.cwd()))
      isPrinted = true
    }
  }
  if (isPrinted || options.quiet === true) return
  await writePieces(process.stdout, checkText(check, createStyle(wantsColours(process.stdout, !options.color))))
}
