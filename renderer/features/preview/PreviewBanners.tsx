import { CircleSlash, RefreshCw, TriangleAlert } from 'lucide-react'
import type { Freshness } from '../../../shared/model/preview.ts'
import { formatCount } from '../../../shared/text/format-bytes.ts'
import { plural } from '../../../shared/text/plural.ts'
import { withoutOptions } from '../../../shared/text/without-options.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'

/** What stands between the verdict and the files when the shown preview is not the newest that could be. */
export function PreviewBanners() {
  const phase = useApp((state) => state.phase)
  const freshness = useApp((state) => state.freshness)
  const summary = useApp((state) => state.summary)
  const startPreview = useApp((state) => state.startPreview)
  const changeDjango = useApp((state) => state.changeDjango)
  const isQuietRun = useApp((state) => state.isQuietRun)
  const refreshesByItself = useApp((state) => state.refreshesByItself)
  if (summary === null) return null
  const again = (label: string) => (
    <Button look="link" onPress={() => void startPreview(summary.projectId)}>
      {label}
    </Button>
  )
  if (phase.kind === 'failed') {
    const { reading, message } = phase.error
    const failure = reading == null ? withoutOptions(message) : `${reading.cause}.`
    return (
      <div className="banner banner-bad" role="alert">
        <TriangleAlert size={15} aria-hidden="true" />
        <span>
          <b>The new run failed.</b> {failure} The result before it is shown.
        </span>
        {phase.error.reading != null && (
          <Button look="link" onPress={() => void changeDjango(summary.projectId, phase.error)}>
            What to try
          </Button>
        )}
        {again('Try again')}
      </div>
    )
  }
  if (phase.kind === 'cancelled') {
    return (
      <div className="banner" role="status">
        <CircleSlash size={15} aria-hidden="true" />
        <span>
          Cancelled{phase.total > 0 ? ` after ${formatCount(phase.done)} of ${formatCount(phase.total)} files` : ''}.
          The result before it is shown.
        </span>
        {again('Run again')}
      </div>
    )
  }
  if (phase.kind === 'running' && !isQuietRun) {
    return (
      <div className="banner" role="status">
        <RefreshCw size={15} aria-hidden="true" />
        <span>Running again. The result before it is shown until then.</span>
      </div>
    )
  }
  if (refreshesByItself || isQuietRun || freshness === null || freshness.fresh) return null
  const changes = freshness.added + freshness.removed + freshness.changed
  return (
    <div className="banner banner-warn" role="status">
      <RefreshCw size={15} aria-hidden="true" />
      <span>
        <b>{stalenessOf(changes, freshness.settingsChanged)}</b>
        {changes > 0 && `: ${describeChanges(freshness)}`}
      </span>
      {again('Refresh')}
    </div>
  )
}

/** What is out of date: "3 files changed", "The settings changed", or both. */
function stalenessOf(files: number, settingsChanged: boolean): string {
  const changed = `${plural(files, 'file')} changed`
  if (!settingsChanged) return changed
  return files === 0 ? 'The settings changed' : `${changed}, and the settings`
}

/** What happened to the files, without what did not: "2 added, 1 removed". */
function describeChanges({ added, removed, changed }: Freshness): string {
  const parts = [
    [added, 'added'],
    [removed, 'removed'],
    [changed, 'edited'],
  ] as const
  return parts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${formatCount(count)} ${what}`)
    .join(', ')
}
