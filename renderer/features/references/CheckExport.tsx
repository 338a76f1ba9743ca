import type { CheckDocument } from '../../state/slices/check-actions.ts'
import { useApp } from '../../state/store-context.ts'
import { type DocumentChoice, DocumentMenu, DocumentSection } from '../../ui/DocumentMenu.tsx'

const REPORTS: readonly DocumentChoice<CheckDocument>[] = [
  { id: 'csv', label: 'Listed findings as CSV', help: 'What the chips and the filter let through' },
  { id: 'sarif', label: 'Findings as SARIF', help: 'For code scanning and editors' },
  { id: 'json', label: 'Whole check as JSON', help: 'The document of check --json' },
  { id: 'markdown', label: 'Findings as Markdown', help: 'For a ticket or a merge request' },
]
const ACCEPTED = [
  { id: 'save', label: 'Save the accepted findings', help: 'The file for check --accepted' },
  { id: 'choose', label: 'Choose the file of accepted findings…', help: 'What you accept is written there' },
] as const

/** Saves reports of the check, and chooses the file of accepted findings. */
export function CheckExport() {
  const exportCheck = useApp((state) => state.exportCheck)
  const chooseAccepted = useApp((state) => state.chooseAccepted)
  return (
    <DocumentMenu documents={REPORTS} onSave={(id) => void exportCheck(id)}>
      <DocumentSection
        title="Accepted findings"
        documents={ACCEPTED}
        onSave={(id) => void (id === 'save' ? exportCheck('accepted') : chooseAccepted())}
      />
    </DocumentMenu>
  )
}
