import { Bug } from 'lucide-react'
import { Component, type ReactNode } from 'react'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'

type Props = { readonly name: string; readonly children: ReactNode; readonly onCopy: (text: string) => void }

/** Keeps a fault in one feature from taking the window with it. */
export class ErrorBoundary extends Component<Props, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null }

  /** React's hook: the state after a child threw. */
  static getDerivedStateFromError(error: unknown): { readonly error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render(): ReactNode {
    const { error } = this.state
    if (error === null) return this.props.children
    const report = `${this.props.name}: ${error.stack ?? error.message}`
    return (
      <EmptyState
        isMain
        icon={<Bug size={22} />}
        title={`${this.props.name} stopped: this is our fault`}
        text={`${error.message} Nothing of yours was changed.`}
      >
        <Button look="primary" onPress={() => this.setState({ error: null })}>
          Try again
        </Button>
        <Button onPress={() => this.props.onCopy(report)}>Copy report</Button>
      </EmptyState>
    )
  }
}
