import { CloudUpload, TriangleAlert } from 'lucide-react'
import { useCallback, useEffect } from 'react'
import type { OperationFilter } from '../../../shared/model/upload-plan.ts'
import type { UploadRun } from '../../../shared/model/upload-runs.ts'
import { describeCalls, operationReason, uploadSentence } from '../../../shared/text/describe-upload.ts'
import { formatBytes, formatCount } from '../../../shared/text/format-bytes.ts'
import { rowAt } from '../../state/row-pages.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { CheckField } from '../../ui/CheckField.tsx'
import { ChipGroup } from '../../ui/ChipGroup.tsx'
import { CutName } from '../../ui/CutName.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { LineList } from '../../ui/LineList.tsx'
import './uploads.css'

const RUNS: readonly { readonly id: UploadRun; readonly label: string }[] = [
  { id: 'first', label: 'First run' },
  { id: 'unchanged', label: 'Nothing changed' },
]

/** Each call that collectstatic makes of a remote storage, in Django's order. */
export function UploadsPanel() {
  const revision = useApp((state) => state.summary?.revision)
  const totals = useApp((state) => state.uploadTotals)
  const failure = useApp((state) => state.uploadFailure)
  const showUploads = useApp((state) => state.showUploads)
  useEffect(() => {
    if (revision !== undefined) void showUploads()
  }, [revision, showUploads])
  if (failure !== null)
    return (
      <EmptyState icon={<TriangleAlert size={20} />} title="There is no upload plan" text={failure.message}>
        <Button onPress={() => void showUploads()}>Try again</Button>
      </EmptyState>
    )
  if (totals === null)
    return (
      <EmptyState
        icon={<CloudUpload size={20} />}
        title="Counting the calls"
        text="The command is run twice over a storage in memory. No request is made."
      />
    )
  return (
    <>
      <UploadsHead />
      <Operations />
    </>
  )
}

/** The verdict, which run is shown, and what of it. */
function UploadsHead() {
  const totals = useApp((state) => state.uploadTotals)
  const choice = useApp((state) => state.uploadChoice)
  const show = useApp((state) => state.showUploads)
  const save = useApp((state) => state.saveUploads)
  if (totals === null) return null
  const run = totals[choice.run]
  const filters: readonly { readonly id: OperationFilter; readonly label: string; readonly count: string }[] = [
    { id: 'all', label: 'All calls', count: formatCount(run.calls) },
    { id: 'uploads', label: 'Uploads', count: formatCount(run.saves) },
    { id: 'absences', label: 'Moments of absence', count: formatCount(run.absences) },
  ]
  return (
    <div className="uploads-head">
      <p>
        <b>{uploadSentence(totals)}</b>
      </p>
      <p className="dim">{describeCalls(run)} The storage is taken as empty before the first run.</p>
      <div className="uploads-line">
        <ChipGroup
          label="Run"
          look="segments"
          value={choice.run}
          choices={RUNS}
          onChange={(id) => void show({ run: id })}
        />
        <CheckField
          label="Saving overwrites"
          help="file_overwrite; Azure: overwrite_files, off unless set"
          isSelected={choice.overwrites}
          onChange={(overwrites) => void show({ overwrites })}
        />
      </div>
      <div className="uploads-line">
        <ChipGroup
          label="Calls"
          look="chips"
          value={choice.filter}
          choices={filters}
          onChange={(id) => void show({ filter: id })}
        />
        <span className="tools-space" />
        <Button look="quiet" onPress={() => void save('csv')}>
          Save as CSV
        </Button>
        <Button look="quiet" onPress={() => void save('json')}>
          Save as JSON
        </Button>
      </div>
    </div>
  )
}

function Operations() {
  const operations = useApp((state) => state.operations)
  const read = useApp((state) => state.readOperations)
  const onRange = useCallback((first: number, last: number) => void read(first, last), [read])
  if (operations.total === 0)
    return <EmptyState icon={<CloudUpload size={20} />} title="No such calls" text="This run makes none of these." />
  return (
    <LineList
      label="Calls, in Django's order"
      total={operations.total}
      onRange={onRange}
      onOpen={() => undefined}
      isSelected={() => false}
      line={(index) => {
        const operation = rowAt(operations, index)
        if (operation === undefined) return <span className="skeleton-bar" />
        const { number, kind, name, bytes, found, absentFor } = operation
        const answer = found === null ? '' : found ? 'yes' : 'no'
        return (
          <>
            <span className="uploads-number">{formatCount(number)}</span>
            <span className="line-tag">
              <Tag tone={(absentFor ?? 0) > 0 ? 'warn' : TONES[kind]} sign={SIGNS[kind]} text={KINDS[kind]} />
            </span>
            <span className="line-place">
              <CutName name={name} />
            </span>
            <span className="uploads-size">{answer === '' ? (bytes > 0 ? formatBytes(bytes) : '') : answer}</span>
            <span className="line-words" title={operationReason(operation)}>
              {operationReason(operation)}
            </span>
          </>
        )
      }}
    />
  )
}

const KINDS = {
  exists: 'exists?',
  'modified-time': 'modified?',
  open: 'open',
  list: 'list',
  delete: 'delete',
  save: 'save',
} as const
/** What changes the storage stands out. */
const TONES = {
  exists: 'unknown',
  'modified-time': 'unknown',
  open: 'unknown',
  list: 'unknown',
  delete: 'moved',
  save: 'ok',
} as const
const SIGNS = { exists: '?', 'modified-time': '?', open: '↓', list: '↓', delete: '−', save: '↑' } as const
