import { useApp } from '../../state/store-context.ts'
import { DocumentMenu, DocumentSection } from '../../ui/DocumentMenu.tsx'

const REPORTS = [
  { id: 'json', label: 'Rollout as JSON', help: 'The document of rollout --json' },
  { id: 'markdown', label: 'Report as Markdown', help: 'Verdict, hazards with their causes, advice' },
  { id: 'html', label: 'Report as HTML', help: 'One page that needs nothing else' },
] as const
/** What may be deleted at a moment, as text for people to run. */
export const DELETE_LISTS = [
  { id: 'list', label: 'Names', help: 'One stored name a line' },
  { id: 'sh', label: 'Shell script', help: 'rm, to be run in STATIC_ROOT' },
  { id: 'aws', label: 'aws s3 rm', help: 'A line for each object' },
  { id: 'gsutil', label: 'gsutil rm', help: 'A line for each object' },
  { id: 'az', label: 'az storage blob delete', help: 'A line for each blob' },
] as const

/** Saves the rollout, or what may be deleted at the shown moment. Nothing is run. */
export function RolloutExport() {
  const at = useApp((state) => state.moment?.at ?? 0)
  const saveRollout = useApp((state) => state.saveRollout)
  const saveDeleteList = useApp((state) => state.saveDeleteList)
  return (
    <DocumentMenu documents={REPORTS} onSave={(id) => void saveRollout(id)}>
      <DocumentSection
        title="Safe to delete at the shown moment"
        documents={DELETE_LISTS}
        onSave={(id) => void saveDeleteList(id, at)}
      />
    </DocumentMenu>
  )
}
