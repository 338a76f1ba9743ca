import { useCallback, useEffect, useState } from 'react'
import { formatBytes } from '../../../shared/text/format-bytes.ts'
import { formatClock } from '../../../shared/text/format-clock.ts'
import { plural } from '../../../shared/text/plural.ts'
import type { PlayedRollout } from '../../state/slices/rollout.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { KeepRows } from './KeepRows.tsx'
import { DELETE_LISTS } from './RolloutExport.tsx'

/** What may go at the chosen moment, or once nobody can ask for the old release any more. Nothing is deleted here. */
export function DeletePanel({ rollout, at }: { readonly rollout: PlayedRollout; readonly at: number }) {
  const { lastUseOfA, plan } = rollout.head
  const [isLast, setLast] = useState(lastUseOfA !== null)
  const moment = isLast && lastUseOfA !== null ? lastUseOfA : at
  const shown = useApp((state) => state.deletable)
  const open = useApp((state) => state.openDeletable)
  const read = useApp((state) => state.readDeletable)
  const save = useApp((state) => state.saveDeleteList)
  const onRange = useCallback((first: number, last: number) => void read(first, last), [read])
  useEffect(() => void open(moment), [moment, rollout.rolloutId, open])
  if (shown === null) return <p className="panel-wait dim">Asking the engine…</p>
  const { total } = shown.rows
  return (
    <div className="panel-list">
      <div className="panel-tools">
        <b>
          At {formatClock(plan.startsAt, shown.at)}{' '}
          {total === 0
            ? 'nothing may be deleted yet.'
            : `${plural(total, 'file')} may be deleted, ${formatBytes(shown.bytes)}.`}
        </b>
        {lastUseOfA !== null && (
          <Button look="quiet" onPress={() => setLast(!isLast)}>
            {isLast ? `At ${formatClock(plan.startsAt, at)}, the chosen moment` : 'After the last use'}
          </Button>
        )}
        <span className="tools-space" />
        <span className="dim">Save as:</span>
        {DELETE_LISTS.map(({ id, label, help }) => (
          <Button key={id} look="quiet" title={help} isDisabled={total === 0} onPress={() => void save(id, shown.at)}>
            {label}
          </Button>
        ))}
      </div>
      <p className="panel-note dim">
        Staticscope deletes nothing. Save the list or a script, read it, and run it yourself after the moment above.
      </p>
      {total > 0 && <KeepRows label="Safe to delete" rows={shown.rows} startsAt={plan.startsAt} onRange={onRange} />}
    </div>
  )
}
