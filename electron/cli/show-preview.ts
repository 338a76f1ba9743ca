import type { Preview } from '../core/collect/preview-result.ts'
import type { Differences } from '../core/what-if/compare-previews.ts'
import type { UploadPlan } from '../core/uploads/plan-uploads.ts'
import type { ReportOptions } from './report-options.ts'
import { createStyle, wantsColours } from './style.ts'
import { writePieces, writeTextFile } from '../core/files/write-text.ts'

/** What is told of a preview besides the preview itself; null where there is nothing of the kind. */
export type PreviewExtras = {
  /** What the run asks of a remote storage. */
  readonly uploads: UploadPlan | null
  /** What differs from the project's own settings. */
  readonly differences: Differences | null
}

/**
 * Prints a finished preview as asked: the document on standard output with `--json`, into a file with `--json FILE`;
 * the report for people unless standard output already carries the document or `--quiet` is given.
 * @param extras what is told besides
 * @throws InspectorError when the file cannot be written
 */
export async function showPreview(
  preview: Preview,
  options: ReportOptions,
  { uploads, differences }: PreviewExtras = { uploads: null, differences: null },
): Promise<void> {
  if (options.json !== undefined) {
    const { previewJson } = await import('../core/reports/preview-json.ts')
    if (options.json !== true) await writeTextFile(options.json, previewJson(preview, uploads, differences))
    else {
      await writePieces(process.stdout, previewJson(preview, uploads, differences))
      return
    }
  }
  if (options.quiet === true) return
  const { previewText } = await import('./reporters/text.ts')
  const style = createStyle(wantsColours(process.stdout, !options.color))
  await writePieces(process.stdout, previewText(preview, style, uploads))
  if (differences === null) return
  const { whatIfText } = await import('./reporters/what-if-text.ts')
  await writePieces(process.stdout, whatIfText(differences, style))
}
