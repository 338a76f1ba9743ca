import { useApp } from '../../state/store-context.ts'
import type { FailedTake } from '../../state/slices/releases.ts'
import { Button } from '../../ui/Button.tsx'
import { FailureCard } from './FailureCard.tsx'

/** Takes that gave nothing: why, what to try, and the buttons for it. */
export function FailedTakes() {
  const failed = useApp((state) => state.failedTakes)
  return failed.map((take) => <FailedTakeCard key={take.jobId} take={take} />)
}

function FailedTakeCard({ take }: { readonly take: FailedTake }) {
  const request = useApp((state) => state.takeRequests[take.jobId])
  const takeRelease = useApp((state) => state.takeRelease)
  const dismiss = useApp((state) => state.dismissTake)
  const notify = useApp((state) => state.notify)
  const again = async (keepGoing: boolean) => {
    if (request === undefined) return
    const { source } = request
    const problem = await takeRelease({
      ...request,
      source: source.kind === 'project' ? { ...source, keepGoing } : source,
    })
    if (problem === null) dismiss(take.jobId)
    else notify('bad', problem)
  }
  const isBroken = take.error.code === 'would-fail'
  return (
    <FailureCard title={`${take.title} was not taken`} error={take.error}>
      {request !== undefined && isBroken && (
        <Button onPress={() => void again(true)}>Take it in spite of the errors</Button>
      )}
      {request !== undefined && <Button onPress={() => void again(false)}>Try again</Button>}
      <Button look="quiet" onPress={() => dismiss(take.jobId)}>
        Dismiss
      </Button>
    </FailureCard>
  )
}
