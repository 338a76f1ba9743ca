import type { Preview } from '../core/collect/preview-result.ts'
import type { ReportOptions } from './report-options.ts'
import { createStyle, wantsColours } from './style.ts'
import { writePieces, writeTextFile } from '../core/files/write-text.ts'

/**
 * Prints a finished preview as asked: the document on standard output with `--json`, into a file with `--json FILE`;
 * the report for people unless standard output already carries the document or `--quiet` is given.
 * @throws InspectorError when the file cannot be written
 */
export async function showPreview(preview: Preview, options: ReportOptions): Promise<void> {
  if (options.json !== undefined) {
    const { previewJson } = await import('../core/reports/preview-json.ts')
    if (options.json !== true) await writeTextFile(options.json, previewJson(preview))
    else {
      await writePieces(process.stdout, previewJson(preview))
      return
    }
  }
  if (options.quiet === true) return
  const { previewText } = await import('./reporters/text.ts')
  await writePieces(process.stdout, previewText(preview, createStyle(wantsColours(process.stdout, !options.color))))
}
