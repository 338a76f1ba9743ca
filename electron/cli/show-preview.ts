import type { Preview } from '../core/collect/preview-result.ts'
import type { UploadPlan } from '../core/uploads/plan-uploads.ts'
import type { ReportOptions } from './report-options.ts'
import { createStyle, wantsColours } from './style.ts'
import { writePieces, writeTextFile } from '../core/files/write-text.ts'

/**
 * Prints a finished preview as asked: the document on standard output with `--json`, into a file with `--json FILE`;
 * the report for people unless standard output already carries the document or `--quiet` is given.
 * @param uploads what the run asks of a remote storage; null for others
 * @throws InspectorError when the file cannot be written
 */
export async function showPreview(
  preview: Preview,
  options: ReportOptions,
  uploads: UploadPlan | null = null,
): Promise<void> {
  if (options.json !== undefined) {
    const { previewJson } = await import('../core/reports/preview-json.ts')
    if (options.json !== true) await writeTextFile(options.json, previewJson(preview, uploads))
    else {
      await writePieces(process.stdout, previewJson(preview, uploads))
      return
    }
  }
  if (options.quiet === true) return
  const { previewText } = await import('./reporters/text.ts')
  const style = createStyle(wantsColours(process.stdout, !options.color))
  await writePieces(process.stdout, previewText(preview, style, uploads))
}
