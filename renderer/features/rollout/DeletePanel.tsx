import { Copy, Download } from 'lucide-react'
import { useCallback, useEffect, useState } from 'react'
import type { DeleteFormat } from '../../../shared/model/delete-format.ts'
import { formatBytes } from '../../../shared/text/format-bytes.ts'
import { formatClock } from '../../../shared/text/format-clock.ts'
import { plural } from '../../../shared/text/plural.ts'
import { rowAt } from '../../state/row-pages.ts'
import type { PlayedRollout } from '../../state/slices/rollout.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { KeepDetail } from './KeepDetail.tsx'
import { KeepRows } from './KeepRows.tsx'
import { DELETE_LISTS } from './RolloutExport.tsx'

type Props = { readonly rollout: PlayedRollout; readonly at: number }

/** What may go at the chosen moment, or once nobody can ask for the old release any more. Nothing is deleted here. */
export function DeletePanel({ rollout, at }: Props) {
  const { keepUntil, plan } = rollout.head
  const [isLast, setLast] = useState(keepUntil !== null)
  const [active, setActive] = useState(0)
  const moment = isLast && keepUntil !== null ? keepUntil : at
  const shown = useApp((state) => state.deletable)
  const open = useApp((state) => state.openDeletable)
  const read = useApp((state) => state.readDeletable)
  const onRange = useCallback((first: number, last: number) => void read(first, last), [read])
  useEffect(() => void open(moment), [moment, rollout.rolloutId, open])
  if (shown === null) return <p className="panel-wait dim">Asking the engine…</p>
  const { total } = shown.rows
  const index = Math.min(active, Math.max(0, total - 1))
  return (
    <div className={total > 0 ? 'panel-pair' : 'panel-list'}>
      <div className="panel-list">
        <div className="panel-tools">
          <b>
            At {formatClock(plan.startsAt, shown.at)}{' '}
            {total === 0
              ? 'nothing may be deleted yet.'
              : `${plural(total, 'file')} may be deleted, ${formatBytes(shown.bytes)}.`}
          </b>
          {keepUntil !== null && (
            <Button look="quiet" onPress={() => setLast(!isLast)}>
              {isLast ? `At ${formatClock(plan.startsAt, at)}, the chosen moment` : 'After the last use'}
            </Button>
          )}
        </div>
        {total > 0 && <TakeAway at={shown.at} bucket={plan.bucket} />}
        <p className="panel-note dim">
          Staticscope deletes nothing. Read the list, and run it yourself after the moment above.
        </p>
        {total > 0 && (
          <KeepRows
            label="Safe to delete"
            rows={shown.rows}
            startsAt={plan.startsAt}
            onRange={onRange}
            active={index}
            onActivate={setActive}
          />
        )}
      </div>
      {total > 0 && <KeepDetail file={rowAt(shown.rows, index)} startsAt={plan.startsAt} />}
    </div>
  )
}

const OF_BUCKET = { s3: 'aws', gcs: 'gsutil', azure: 'az' } as const

/** The list to copy or to save, in the form that suits where the files lie. */
function TakeAway({ at, bucket }: { readonly at: number; readonly bucket: keyof typeof OF_BUCKET | null }) {
  const [format, setFormat] = useState<DeleteFormat>(bucket === null ? 'sh' : OF_BUCKET[bucket])
  const save = useApp((state) => state.saveDeleteList)
  const copy = useApp((state) => state.copyDeleteList)
  const choices = DELETE_LISTS.map(({ id, label, help }) => ({ id, label, explanation: help }))
  return (
    <div className="panel-tools">
      <SelectField look="bar" label="As" value={format} choices={choices} onChange={setFormat} />
      <Button onPress={() => void copy(format, at)}>
        <Copy size={14} aria-hidden="true" />
        Copy
      </Button>
      <Button onPress={() => void save(format, at)}>
        <Download size={14} aria-hidden="true" />
        Save…
      </Button>
    </div>
  )
}
