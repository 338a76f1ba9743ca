import { formatCount } from '../../shared/text/format-bytes.ts'
import { Button } from './Button.tsx'
import { ProgressBar } from './ProgressBar.tsx'

type Props = {
  /** What is under way, as the heading of the page. */
  readonly title: string
  /** What a screen reader calls the bar. */
  readonly label: string
  /** How far the work is; undefined while the engine has not answered. A total of 0 is one that is not known. */
  readonly work: { readonly step: string; readonly done: number; readonly total: number } | undefined
  readonly onCancel: () => void
}

/** What stands in for a view while its work is under way: how far it is, a way to end it, and rows to come in grey. */
export function LoadingScreen({ title, label, work, onCancel }: Props) {
  return (
    <div className="loading" aria-busy="true">
      <div className="loading-head">
        <h1>{title}</h1>
        <div className="loading-progress">
          <ProgressBar label={label} done={work?.done ?? 0} total={work?.total ?? 0} />
          <span className="loading-step">
            {work === undefined || work.step === '' ? 'Asking the engine' : work.step}
            {work !== undefined && work.total > 0 && `: ${formatCount(work.done)} of ${formatCount(work.total)}`}
          </span>
          {work !== undefined && <Button onPress={onCancel}>Cancel</Button>}
        </div>
      </div>
      <div className="skeleton" aria-hidden="true">
        {SKELETON.map((width, index) => (
          <div key={index} className="skeleton-row">
            <span className="skeleton-bar" style={{ width: `${width * 2}%`, marginLeft: `${(index % 4) * 16}px` }} />
            <span className="skeleton-bar" style={{ width: '70%' }} />
            <span className="skeleton-bar" style={{ width: '50%' }} />
          </div>
        ))}
      </div>
    </div>
  )
}

/** Widths of the grey lines, in percent: uneven, as names are. */
const SKELETON = [14, 22, 18, 26, 16, 20, 28, 15, 24, 19, 21, 17, 25, 18]
