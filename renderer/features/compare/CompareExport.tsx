import type { ComparisonFormat } from '../../state/slices/comparison.ts'
import { useApp } from '../../state/store-context.ts'
import { type DocumentChoice, DocumentMenu } from '../../ui/DocumentMenu.tsx'

const FORMATS: readonly DocumentChoice<ComparisonFormat>[] = [
  { id: 'html', label: 'One page of HTML', help: 'Opens offline, searchable; as diff --html' },
  { id: 'markdown', label: 'Summary as Markdown', help: 'For a pull request; as diff --markdown' },
  { id: 'json', label: 'Whole comparison as JSON', help: 'The document of diff --json' },
  { id: 'csv', label: 'Rows as CSV', help: 'What the filter shows, in its order' },
]

/** Saves the comparison in another form. */
export function CompareExport() {
  const save = useApp((state) => state.saveComparison)
  return <DocumentMenu look="plain" documents={FORMATS} onSave={(id) => void save(id)} />
}
