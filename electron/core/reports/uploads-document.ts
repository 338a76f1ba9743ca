import { UPLOAD_RUNS } from '../../../shared/model/upload-runs.ts'
import type { UploadPlan } from '../uploads/plan-uploads.ts'
import { csvLine } from './csv-line.ts'
import { type ExportDocument, fileStem } from './export-document.ts'

/** An upload plan as a document: every call of both runs. */
export function uploadsDocument(plan: UploadPlan, title: string, format: 'csv' | 'json'): ExportDocument {
  const stem = `${fileStem(title)}-uploads`
  return format === 'csv'
    ? { fileName: `${stem}.csv`, type: 'text/csv; charset=utf-8', pieces: () => uploadsCsv(plan) }
    : { fileName: `${stem}.json`, type: 'application/json; charset=utf-8', pieces: () => uploadsJson(plan) }
}

function* uploadsCsv(plan: UploadPlan): Generator<string> {
  // Spreadsheets take a file without this mark for another encoding.
  yield `\ufeff${csvLine(['run', 'number', 'call', 'name', 'bytes', 'found', 'reason', 'pass', 'because', 'absent for calls'])}`
  for (const run of UPLOAD_RUNS)
    for (const { number, kind, name, bytes, found, reason, pass, because, absentFor } of plan[run])
      yield csvLine([
        run,
        number,
        kind,
        name,
        bytes,
        found === null ? null : String(found),
        reason,
        pass,
        because,
        absentFor,
      ])
}

function* uploadsJson(plan: UploadPlan): Generator<string> {
  yield `{\n  "schema": "staticscope/uploads@1",\n  "totals": ${JSON.stringify(plan.totals)}`
  for (const run of UPLOAD_RUNS) {
    yield `,\n  "${run}": [`
    let separator = '\n'
    for (const operation of plan[run]) {
      yield `${separator}    ${JSON.stringify(operation)}`
      separator = ',\n'
    }
    yield plan[run].length === 0 ? ']' : '\n  ]'
  }
  yield '\n}\n'
}
