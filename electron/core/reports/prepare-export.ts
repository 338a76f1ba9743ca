import type { ExportFormat } from '../../../shared/model/export.ts'
import type { Preview } from '../collect/preview-result.ts'
import type { OutlineView } from '../preview/outline-view.ts'
import { type ExportDocument, fileStem } from './export-document.ts'
import { outlineCsv } from './outline-csv.ts'
import { previewJson } from './preview-json.ts'
import { previewMarkdown } from './preview-markdown.ts'

/**
 * Makes a document of a preview.
 * @param title the project's, for the file's name
 * @param view the rows for `csv`: the outline that the page shows
 */
export function prepareExport(
  preview: Preview,
  title: string,
  format: ExportFormat,
  view: Pick<OutlineView, 'items' | 'kind'>,
): ExportDocument {
  const stem = fileStem(title)
  switch (format) {
    case 'json':
      return { fileName: `${stem}.json`, type: 'application/json; charset=utf-8', pieces: () => previewJson(preview) }
    case 'csv':
      return { fileName: `${stem}.csv`, type: 'text/csv; charset=utf-8', pieces: () => outlineCsv(preview, view) }
    case 'markdown':
      return { fileName: `${stem}.md`, type: 'text/markdown; charset=utf-8', pieces: () => previewMarkdown(preview) }
  }
}
