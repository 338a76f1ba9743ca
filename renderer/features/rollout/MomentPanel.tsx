import { useMemo, useState } from 'react'
import { nameSides } from '../../../shared/analysis/rollout/name-sides.ts'
import type { PlayedRollout } from '../../state/slices/rollout.ts'
import { useApp } from '../../state/store-context.ts'
import { CellDetail } from './CellDetail.tsx'
import { MatrixGrid } from './MatrixGrid.tsx'
import { cellKey, matrixTable, worstCell } from './matrix-rows.ts'

/** Which page gets what at the chosen moment, and why. */
export function MomentPanel({ rollout, at }: { readonly rollout: PlayedRollout; readonly at: number }) {
  const moment = useApp((state) => state.moment)
  const [chosen, setChosen] = useState<string | null>(null)
  const cells = moment?.rolloutId === rollout.rolloutId ? moment.cells : null
  const { a, b } = rollout.head
  const names = useMemo(() => nameSides(a, b), [a, b])
  const table = useMemo(() => (cells === null ? null : matrixTable(cells, names)), [cells, names])
  if (cells === null || table === null || moment === null) return <p className="panel-wait dim">Asking the engine…</p>
  const cell = cells.find((one) => cellKey(one) === chosen) ?? worstCell(cells)
  return (
    <div className="panel-pair">
      <MatrixGrid
        table={table}
        names={names}
        selected={cell === null ? null : cellKey(cell)}
        onSelect={(one) => setChosen(cellKey(one))}
      />
      {cell !== null && <CellDetail key={cellKey(cell)} cell={cell} rollout={rollout} at={at} />}
    </div>
  )
}
