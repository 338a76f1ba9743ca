import { ChevronLeft, ChevronRight } from 'lucide-react'
import { SERVERS_SHOWN, type TimeLine } from '../../../shared/model/rollout-lanes.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'

/** Which of many servers have their lanes above, and the way to the others. */
export function ServerPages({ servers }: { readonly servers: TimeLine['servers'] }) {
  const read = useApp((state) => state.readServers)
  const { first, shown, total } = servers
  return (
    <div className="server-pages" role="group" aria-label="Servers">
      <Button
        look="icon"
        aria-label="Servers before"
        isDisabled={first === 1}
        onPress={() => void read(Math.max(1, first - SERVERS_SHOWN))}
      >
        <ChevronLeft size={14} aria-hidden="true" />
      </Button>
      <span>
        Servers {first}–{first + shown - 1} of {total}
      </span>
      <Button
        look="icon"
        aria-label="Servers after"
        isDisabled={first + shown > total}
        onPress={() => void read(first + SERVERS_SHOWN)}
      >
        <ChevronRight size={14} aria-hidden="true" />
      </Button>
    </div>
  )
}
