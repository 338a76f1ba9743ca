import { ProgressBar as AriaProgressBar } from 'react-aria-components'

type Props = { readonly label: string; readonly done: number; /** 0 while unknown. */ readonly total: number }

/** A thin bar; it moves to and fro while the total is unknown. */
export function ProgressBar({ label, done, total }: Props) {
  const percent = total > 0 ? Math.min(100, (done / total) * 100) : null
  return (
    <AriaProgressBar
      aria-label={label}
      className="progress"
      {...(percent === null ? { isIndeterminate: true } : { value: percent })}
    >
      <span
        className={percent === null ? 'progress-fill progress-unknown' : 'progress-fill'}
        style={percent === null ? {} : { width: `${percent}%` }}
      />
    </AriaProgressBar>
  )
}
