import { useMemo } from 'react'
import type { PlayedRollout } from '../../state/slices/rollout.ts'
import { useApp } from '../../state/store-context.ts'
import { CellDetail } from './CellDetail.tsx'
import { MatrixGrid } from './MatrixGrid.tsx'
import { cellKey, matrixTable, worstCell } from './matrix-rows.ts'
import { useSideNames } from './use-side-names.ts'

type Props = {
  readonly rollout: PlayedRollout
  /** Key of the chosen cell; null, or one that is not there at this moment: the worst. */
  readonly selected: string | null
}

/** Which page gets what at the chosen moment, and why. */
export function MomentPanel({ rollout, selected }: Props) {
  const moment = useApp((state) => state.moment)
  const show = useApp((state) => state.showRollout)
  const cells = moment?.rolloutId === rollout.rolloutId ? moment.cells : null
  const names = useSideNames()
  const table = useMemo(() => (cells === null ? null : matrixTable(cells, names)), [cells, names])
  if (cells === null || table === null || moment === null) return <p className="panel-wait dim">Asking the engine…</p>
  const cell = cells.find((one) => cellKey(one) === selected) ?? worstCell(cells)
  return (
    <div className="panel-pair">
      <MatrixGrid
        table={table}
        names={names}
        selected={cell === null ? null : cellKey(cell)}
        onSelect={(one) => show({ selected: cellKey(one) }, 'replace')}
      />
      {cell !== null && <CellDetail key={cellKey(cell)} cell={cell} moment={moment} rollout={rollout} />}
    </div>
  )
}
