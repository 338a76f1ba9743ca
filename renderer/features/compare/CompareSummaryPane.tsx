import type { ComparedRelease, Download, Verdict } from '../../../shared/model/comparison.ts'
import { UNKNOWNS } from '../../../shared/model/release.ts'
import { countAlarms } from '../../../shared/text/cause-marks.ts'
import {
  describeAlarm,
  describeDownload,
  describeForms,
  describeRuleChange,
} from '../../../shared/text/describe-comparison.ts'
import { unknownSentence } from '../../../shared/text/describe-release.ts'
import { formatBytes, formatCount } from '../../../shared/text/format-bytes.ts'
import { plural } from '../../../shared/text/plural.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { CompareFindings } from './CompareFindings.tsx'

/** Rows of a table that are shown; the documents have all. */
const MOST = 50

/** What the whole comparison costs and rests on: downloads, root edits, alarms, settings, and what is not known. */
export function CompareSummaryPane() {
  const comparison = useApp((state) => state.comparison)
  const alarms = useApp((state) => state.comparisonAlarms)
  const goTo = useApp((state) => state.goToCompared)
  if (comparison === null) return null
  const { cost, verdict, ruleChanges, remarks, a, b } = comparison
  const alarmCount = countAlarms(verdict)
  const pages = cost.pages?.filter(({ files }) => files > 0) ?? []
  const grave = alarms.filter(({ severity }) => severity !== 'note')
  const overwritten = verdict.alarms['plain-overwritten']
  return (
    <div className="detail compare-summary">
      <h2 tabIndex={-1}>Cost and settings</h2>
      <section aria-label="Cost">
        <h3>What a returning visitor downloads again</h3>
        <p className="detail-note">{describeDownload(cost.all)}</p>
        <CompressedState comparisonId={comparison.comparisonId} />
        {cost.kinds.length > 0 && (
          <CostTable label="By kind" head="Kind" rows={cost.kinds.map(({ kind, ...rest }) => [kindWord(kind), rest])} />
        )}
        {cost.pages === null ? (
          <p className="detail-note">Templates were not read, so it cannot be told per page.</p>
        ) : (
          pages.length > 0 && (
            <CostTable label="By page" head="Page" rows={pages.map(({ template, ...rest }) => [template, rest])} />
          )
        )}
      </section>
      <CompareFindings comparisonId={comparison.comparisonId} />
      <Roots roots={verdict.roots} />
      {alarmCount > 0 && (
        <section aria-label="Alarms">
          <h3>
            Alarms <span className="dim">{formatCount(alarmCount)}</span>
          </h3>
          <ul className="compare-list">
            {grave.map((alarm) => (
              <li key={`${alarm.code} ${alarm.name} ${alarm.other ?? ''}`}>
                <Button look="link" onPress={() => goTo(alarm.name)}>
                  {alarm.name}
                </Button>{' '}
                {describeAlarm(alarm)}
              </li>
            ))}
          </ul>
          {alarmCount > grave.length && (
            <p className="detail-note">{formatCount(alarmCount - grave.length)} more: search for alarm:, or export.</p>
          )}
        </section>
      )}
      {overwritten > 0 && (
        <section aria-label="Plain copies">
          <h3>Plain copies</h3>
          <p className="detail-note">
            {plural(overwritten, 'plain copy', 'plain copies')} {overwritten === 1 ? 'gets' : 'get'} other bytes under
            the same URL. Only who asks for the URL without a hash notices: search for alarm:plain-overwritten.
          </p>
        </section>
      )}
      <section aria-label="Settings and tools">
        <h3>Settings and tools</h3>
        {ruleChanges.length === 0 ? (
          <p className="detail-note">The same on both sides, as far as both are known.</p>
        ) : (
          <ul className="compare-list">
            {ruleChanges.map((change) => (
              <li key={change.setting}>{describeRuleChange(change)}</li>
            ))}
          </ul>
        )}
      </section>
      <Side release={a} />
      <Side release={b} />
      {remarks.length > 0 && (
        <section aria-label="Remarks">
          <h3>Remarks</h3>
          <ul className="compare-list">
            {remarks.slice(0, MOST).map((remark) => (
              <li key={remark}>{remark}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function Roots({ roots }: { readonly roots: Verdict['roots'] }) {
  const goTo = useApp((state) => state.goToCompared)
  if (roots.length === 0) return null
  return (
    <section aria-label="Root edits">
      <h3>Edits that drag most along</h3>
      <ul className="compare-list">
        {roots.map(({ name, files, bytes }) => (
          <li key={name}>
            <Button look="link" onPress={() => goTo(name, { tab: 'ripple' })}>
              {name}
            </Button>{' '}
            {plural(files, 'file')}, {formatBytes(bytes)}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Side({ release }: { readonly release: ComparedRelease }) {
  const { name, origin, commit, django, storageClass, files, unknowns } = release
  const known = UNKNOWNS.filter((unknown) => unknowns.includes(unknown))
  return (
    <section aria-label={name}>
      <h3>{name}</h3>
      <p className="detail-note">
        {[
          origin,
          plural(files, 'file'),
          django === null ? 'Django not known' : `Django ${django}`,
          storageClass ?? 'storage not known',
          ...(commit === null ? [] : [`commit ${commit.slice(0, 12)}`]),
        ].join(' · ')}
      </p>
      {known.length > 0 && (
        <ul className="compare-list">
          {known.map((unknown) => (
            <li key={unknown}>{unknownSentence(unknown)}</li>
          ))}
        </ul>
      )}
    </section>
  )
}

/** What becomes of the compressed sizes that are still lacking, and how to have them after all. */
function CompressedState({ comparisonId }: { readonly comparisonId: string }) {
  const job = useApp(({ jobs }) =>
    Object.values(jobs).findLast(({ kind, projectId }) => kind === 'compressed-cost' && projectId === comparisonId),
  )
  const compute = useApp((state) => state.computeCompressedCost)
  if (job === undefined || job.state === 'done') return null
  if (job.state === 'running')
    return (
      <p className="detail-note">
        Compressed sizes are being computed{job.total > 0 && `: ${formatCount(job.done)} of ${formatCount(job.total)}`}.
      </p>
    )
  return (
    <p className="detail-note">
      {job.state === 'failed' ? `Compressed sizes could not be computed: ${job.error?.message ?? ''} ` : ''}
      <Button look="link" onPress={() => void compute()}>
        Compute compressed sizes
      </Button>
    </p>
  )
}

type CostProps = {
  readonly label: string
  readonly head: string
  readonly rows: readonly (readonly [name: string, download: Download])[]
}

function CostTable({ label, head, rows }: CostProps) {
  const forms = new Set(rows.map(([, download]) => describeForms(download)).filter((form) => form !== null))
  const hasCompressed = forms.size > 0
  const shared = forms.size === 1 ? [...forms][0] : null
  return (
    <table className="compare-table" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          <th scope="col" className="compare-number">
            Files
          </th>
          <th scope="col" className="compare-number">
            Bytes
          </th>
          {hasCompressed && (
            <th scope="col" className="compare-number">
              Compressed{shared !== null && <span className="compare-form">, {shared}</span>}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, MOST).map(([name, download]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="compare-number">{formatCount(download.files)}</td>
            <td className="compare-number">
              {download.unsized === download.files
                ? '?'
                : `${formatBytes(download.bytes)}${download.unsized > 0 ? ' +' : ''}`}
            </td>
            {hasCompressed && <CompressedCell download={download} isTold={shared !== null} />}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Compressed bytes, and in small where they are from, unless the head of the column tells it for all. */
function CompressedCell({ download, isTold }: { readonly download: Download; readonly isTold: boolean }) {
  const forms = describeForms(download)
  return (
    <td className="compare-number">
      {forms === null ? (
        '–'
      ) : (
        <>
          {formatBytes(download.compressed)} {!isTold && <small className="dim">{forms}</small>}
        </>
      )}
    </td>
  )
}

function kindWord(kind: string): string {
  return kind === '' ? 'no ending' : `.${kind}`
}
