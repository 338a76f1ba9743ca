import { useCallback, useEffect } from 'react'
import { plural } from '../../../shared/text/plural.ts'
import type { PlayedRollout } from '../../state/slices/rollout.ts'
import { useApp } from '../../state/store-context.ts'
import { FilterField } from '../../ui/FilterField.tsx'
import { KeepRows } from './KeepRows.tsx'

/** Until when each file of the old release must stay. */
export function KeepPanel({ rollout }: { readonly rollout: PlayedRollout }) {
  const rows = useApp((state) => state.keepRows)
  const text = useApp((state) => state.keepText)
  const open = useApp((state) => state.openKeep)
  const read = useApp((state) => state.readKeep)
  const onRange = useCallback((first: number, last: number) => void read(first, last), [read])
  useEffect(() => void open(''), [rollout.rolloutId, open])
  return (
    <div className="panel-list">
      <div className="panel-tools">
        <span className="dim">
          {plural(rows.total, `file of ${rollout.head.a}`, `files of ${rollout.head.a}`)}, the latest first
        </span>
        <FilterField
          label="Filter files"
          placeholder="Filter: name"
          search={text}
          onSearch={(value) => void open(value)}
        />
      </div>
      <KeepRows label="Keep until" rows={rows} startsAt={rollout.head.plan.startsAt} onRange={onRange} />
    </div>
  )
}
