import { useCallback, useEffect, useRef } from 'react'
import { formatCount } from '../../../shared/text/format-bytes.ts'
import { rowAt } from '../../state/row-pages.ts'
import type { PlayedRollout } from '../../state/slices/rollout.ts'
import { useApp } from '../../state/store-context.ts'
import { ChipGroup } from '../../ui/ChipGroup.tsx'
import { FilterField } from '../../ui/FilterField.tsx'
import { KeepDetail } from './KeepDetail.tsx'
import { KeepRows } from './KeepRows.tsx'

type Props = {
  readonly rollout: PlayedRollout
  /** Stored name of the file whose proof is shown; null: the first. */
  readonly selected: string | null
}

/** Until when each file of the old release must stay. */
export function KeepPanel({ rollout, selected }: Props) {
  const kept = useApp((state) => state.kept)
  const open = useApp((state) => state.openKeep)
  const read = useApp((state) => state.readKeep)
  const activate = useApp((state) => state.activateKept)
  const show = useApp((state) => state.showRollout)
  const onRange = useCallback((first: number, last: number) => void read(first, last), [read])
  const linked = useRef(selected)
  useEffect(() => void open({}, linked.current), [rollout.rolloutId, open])
  const file = kept === null ? undefined : rowAt(kept.rows, kept.active)
  const storedName = file?.storedName ?? null
  useEffect(() => {
    if (storedName !== null) show({ selected: storedName }, 'replace')
  }, [storedName, show])
  if (kept === null) return <p className="panel-wait dim">Asking the engine…</p>
  const { query, counts, rows } = kept
  const choices = [
    { id: 'going', label: 'May go one day', count: formatCount(counts.going) },
    { id: 'staying', label: 'Stay', count: formatCount(counts.staying) },
    { id: 'all', label: 'All', count: formatCount(counts.all) },
  ] as const
  return (
    <div className="panel-pair">
      <div className="panel-list">
        <div className="panel-tools">
          <ChipGroup
            label={`Files of ${rollout.head.a}`}
            look="chips"
            value={query.which}
            choices={choices}
            onChange={(which) => void open({ which })}
          />
          <FilterField
            label="Filter files"
            placeholder="Filter: name"
            search={query.text}
            onSearch={(text) => void open({ text })}
          />
        </div>
        {rows.total === 0 ? (
          <p className="panel-wait dim">
            {query.text === '' ? 'There are none.' : `No file of ${rollout.head.a} has “${query.text}” in its name.`}
          </p>
        ) : (
          <KeepRows
            label="Keep until"
            rows={rows}
            startsAt={rollout.head.plan.startsAt}
            onRange={onRange}
            active={kept.active}
            onActivate={activate}
            order={query}
            onSort={(order) => void open(order)}
          />
        )}
      </div>
      <KeepDetail file={file} startsAt={rollout.head.plan.startsAt} />
    </div>
  )
}
