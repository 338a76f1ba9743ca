import type { Comparison } from '../../../../shared/analysis/comparison.ts'
import { type ExportDocument, fileStem } from '../export-document.ts'
import type { ComparedFindings } from '../../compare/compare-release-findings.ts'
import type { ComparisonView } from '../../compare/comparison-outlines.ts'
import { comparisonCsv } from './csv.ts'
import { diffHtml } from './html.ts'
import { diffJson } from './json.ts'
import { diffMarkdown } from './markdown.ts'

/** A comparison as a document to be saved. @param findings null: they were not compared */
export function comparisonDocument(
  comparison: Comparison,
  format: 'html' | 'json' | 'markdown',
  findings: ComparedFindings | null = null,
): ExportDocument {
  const stem = stemOf(comparison)
  switch (format) {
    case 'html':
      return {
        fileName: `${stem}.html`,
        type: 'text/html; charset=utf-8',
        pieces: () => [diffHtml(comparison, findings)],
      }
    case 'json':
      return {
        fileName: `${stem}.json`,
        type: 'application/json; charset=utf-8',
        pieces: () => diffJson(comparison, findings),
      }
    case 'markdown':
      return {
        fileName: `${stem}.md`,
        type: 'text/markdown; charset=utf-8',
        pieces: () => [diffMarkdown(comparison, findings)],
      }
  }
}

/** The rows of a view of a comparison as a table to be saved. */
export function comparisonTable(comparison: Comparison, view: ComparisonView): ExportDocument {
  return {
    fileName: `${stemOf(comparison)}.csv`,
    type: 'text/csv; charset=utf-8',
    pieces: () => comparisonCsv(view),
  }
}

function stemOf({ head: { a, b } }: Comparison): string {
  return fileStem(`${a.name}-${b.name}`)
}
