import type { CheckFinding } from '../../../shared/model/check.ts'
import { acceptedText } from '../check/accepted-file.ts'
import type { Check } from '../check/check-result.ts'
import { checkCsv } from './check-csv.ts'
import { checkJson } from './check-json.ts'
import { checkMarkdown } from './check-markdown.ts'
import { checkSarif } from './check-sarif.ts'
import { type ExportDocument, fileStem } from './export-document.ts'

/**
 * A check as a document: the accepted findings, or a report of all.
 * @param listed the findings of a table, as they are listed
 */
export function checkDocument(
  check: Check,
  title: string,
  format: 'accepted' | 'csv' | 'json' | 'sarif' | 'markdown',
  listed: readonly CheckFinding[],
): ExportDocument {
  const stem = `${fileStem(title)}-references`
  const json = 'application/json; charset=utf-8'
  switch (format) {
    case 'accepted':
      return { fileName: 'accepted-findings.json', type: json, pieces: () => [acceptedText(check.accepted.all)] }
    case 'csv':
      return { fileName: `${stem}.csv`, type: 'text/csv; charset=utf-8', pieces: () => checkCsv(listed) }
    case 'json':
      return { fileName: `${stem}.json`, type: json, pieces: () => checkJson(check) }
    case 'sarif':
      return { fileName: `${stem}.sarif`, type: json, pieces: () => checkSarif(check) }
    case 'markdown':
      return { fileName: `${stem}.md`, type: 'text/markdown; charset=utf-8', pieces: () => checkMarkdown(check) }
  }
}
