import { PlugZap } from 'lucide-react'
import { EmptyState } from '../ui/EmptyState.tsx'

/** Stands in for the window when the host does not accept the page. */
export function NoConnection({ message }: { readonly message: string }) {
  return (
    <main className="no-connection">
      <EmptyState isMain icon={<PlugZap size={22} />} title="No connection to the engine" text={message} />
    </main>
  )
}
