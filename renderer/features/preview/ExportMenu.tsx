import type { ExportFormat } from '../../../shared/model/export.ts'
import { useApp } from '../../state/store-context.ts'
import { type DocumentChoice, DocumentMenu } from '../../ui/DocumentMenu.tsx'

const FORMATS: readonly DocumentChoice<ExportFormat>[] = [
  { id: 'csv', label: 'Rows as CSV', help: 'What the filter shows, in its order' },
  { id: 'json', label: 'Whole preview as JSON', help: 'The document of preview --json' },
  { id: 'markdown', label: 'Summary as Markdown', help: 'Verdict, errors, findings, largest files' },
]

/** Saves the preview in another form. */
export function ExportMenu() {
  const save = useApp((state) => state.saveExport)
  return <DocumentMenu documents={FORMATS} onSave={(id) => void save(id)} />
}
