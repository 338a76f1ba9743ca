import { CornerDownRight } from 'lucide-react'
import type { OutlineRow } from '../../../../shared/model/preview.ts'
import { useApp } from '../../../state/store-context.ts'
import { Button } from '../../../ui/Button.tsx'
import { IsolatedPath } from '../../../ui/IsolatedPath.tsx'
import { DifferenceNote } from './DifferenceNote.tsx'

/** A file that the project has and the what-if that is shown has not. */
export function RemovedDetail({ row }: { readonly row: OutlineRow }) {
  const reset = useApp((state) => state.resetWhatIf)
  const showPreview = useApp((state) => state.showPreview)
  return (
    <div className="detail">
      <div className="detail-head">
        <h2 tabIndex={-1}>
          <IsolatedPath path={row.name} />
        </h2>
        <p className="detail-source">Collected as the project is; not collected with this change</p>
        <div className="detail-actions">
          <Button
            look="quiet"
            onPress={() => {
              reset()
              showPreview({ name: row.name }, 'replace')
            }}
          >
            <CornerDownRight size={13} aria-hidden="true" /> Show it in the project as it is
          </Button>
        </div>
      </div>
      <DifferenceNote name={row.name} />
    </div>
  )
}
