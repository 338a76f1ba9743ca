import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './Button.tsx'
import { SplitPane } from './SplitPane.tsx'
import { useMedia } from './use-media.ts'

type Props = {
  /** What a screen reader calls the bar between the two. */
  readonly label: string
  /** The list's share of the width, 0 to 1. */
  readonly share: number
  readonly onShare: (share: number) => void
  readonly list: ReactNode
  readonly detail: ReactNode
  /** Whether the detail is wanted, where there is no room for both. */
  readonly isDetailOpen: boolean
  /** Absent where the detail closes itself. */
  readonly onCloseDetail?: (() => void) | undefined
}

/** A list and the detail of what is selected in it: side by side, or the detail above the list in narrow windows. */
export function ListAndDetail({ label, share, onShare, list, detail, isDetailOpen, onCloseDetail }: Props) {
  const isNarrow = useMedia('(max-width: 999px)')
  if (!isNarrow)
    return (
      <SplitPane
        label={label}
        share={share}
        onShare={onShare}
        left={list}
        right={
          <section className="pane" aria-label="Detail" id="detail">
            {detail}
          </section>
        }
      />
    )
  return (
    <div className="preview-narrow">
      {list}
      {isDetailOpen && (
        <section className="drawer pane" aria-label="Detail" id="detail">
          {onCloseDetail !== undefined && (
            <div className="drawer-close">
              <Button look="icon" aria-label="Close the detail" onPress={onCloseDetail}>
                <X size={16} />
              </Button>
            </div>
          )}
          {detail}
        </section>
      )}
    </div>
  )
}
