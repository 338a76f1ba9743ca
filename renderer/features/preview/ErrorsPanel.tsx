import { CircleCheck } from 'lucide-react'
import { type CSSProperties, useCallback, useEffect, useRef } from 'react'
import type { CollectError } from '../../../shared/model/preview.ts'
import { normalizeName } from '../../../shared/text/normalize-name.ts'
import { rowAt } from '../../state/row-pages.ts'
import type { ErrorSeries } from '../../state/slices/error-series.ts'
import { useApp } from '../../state/store-context.ts'
import { CutName } from '../../ui/CutName.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { LineList } from '../../ui/LineList.tsx'
import { failingSeries, seriesPhrase } from '../../ui/series-ranges.ts'

/** Every error, in the order in which Django would meet them; it stops at the first. */
export function ErrorsPanel() {
  const errors = useApp((state) => state.errors)
  const readErrors = useApp((state) => state.readErrors)
  const goToFile = useApp((state) => state.goToFile)
  const selected = useApp((state) => (state.route.view === 'preview' ? state.route.name : null))
  const readSeries = useApp((state) => state.readErrorSeries)
  const series = useApp((state) => state.errorSeries)
  const revision = useApp((state) => state.summary?.revision)
  const inSight = useRef<readonly [number, number]>([0, 60])
  const onRange = useCallback(
    (first: number, last: number) => {
      inSight.current = [first, last]
      void readErrors(first, last)
      void readSeries(first, last)
    },
    [readErrors, readSeries],
  )
  // A new run has other errors, though they stand in the same rows.
  useEffect(() => void readSeries(...inSight.current), [readSeries, revision])
  if (errors.total === 0) {
    return <EmptyState icon={<CircleCheck size={20} />} title="No errors" text="collectstatic would run to its end." />
  }
  const open = (index: number) => {
    const name = rowAt(errors, index)?.name
    if (name != null) goToFile(name, { tab: 'overview' })
  }
  return (
    <LineList
      label="All errors, in Django's order"
      total={errors.total}
      onRange={onRange}
      onOpen={open}
      isSelected={(index) => selected !== null && rowAt(errors, index)?.name === selected}
      line={(index: number, style: CSSProperties) => (
        <ErrorLine error={rowAt(errors, index)} series={rowAt(series, index)} index={index} style={style} />
      )}
    />
  )
}

type LineProps = {
  readonly error: CollectError | undefined
  readonly series: ErrorSeries | undefined
  readonly index: number
  readonly style: CSSProperties
}

function ErrorLine({ error, series, index }: LineProps) {
  if (error === undefined) return <span className="skeleton-bar" />
  const versions = seriesPhrase(series ?? [])
  const failing = failingSeries(series ?? [])
  return (
    <>
      <span className="line-number">{index + 1}</span>
      <span className="line-place">
        <CutName name={error.name ?? '(before the first file)'} />
        {error.line !== null && (
          <span className="dim">{`:${error.line}${error.column === null ? '' : `:${error.column}`}`}</span>
        )}
      </span>
      <span className="line-words line-asks" title={`${error.type}: ${error.message}`}>
        <span className="line-type">{error.type}</span>
        {error.target === null ? (
          <span className="cut-whole">{error.message}</span>
        ) : (
          <>
            asks for <CutName name={normalizeName(error.target)} />
          </>
        )}
      </span>
      <span className="line-versions" title={versions ?? undefined}>
        {failing !== null && `only in ${failing}`}
      </span>
    </>
  )
}
