import { Check, TriangleAlert, X } from 'lucide-react'
import { useEffect } from 'react'
import { useApp } from '../state/store-context.ts'
import type { Notice } from '../state/slices/notices.ts'
import { Button } from '../ui/Button.tsx'

/** How long a message that asks for nothing stays, in ms. */
const STAY = 2500

/** Short messages at the lower edge. */
export function Notices() {
  const notices = useApp((state) => state.notices)
  return (
    <div className="notices" role="region" aria-label="Messages">
      {notices.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} />
      ))}
    </div>
  )
}

function NoticeLine({ notice }: { readonly notice: Notice }) {
  const dismiss = useApp((state) => state.dismiss)
  const copyText = useApp((state) => state.copyText)
  const { id, tone, details, action } = notice
  const hasAction = action !== null
  useEffect(() => {
    if (tone !== 'ok' || hasAction) return
    const timer = setTimeout(() => dismiss(id), STAY)
    return () => clearTimeout(timer)
  }, [id, tone, hasAction, dismiss])
  return (
    <div className={`notice notice-${tone}`}>
      {tone === 'ok' ? <Check size={15} aria-hidden="true" /> : <TriangleAlert size={15} aria-hidden="true" />}
      <span className="notice-text">{notice.text}</span>
      {details !== null && (
        <Button look="link" onPress={() => void copyText(`${notice.text}\n${details}`, 'Report')}>
          Copy report
        </Button>
      )}
      {action !== null && (
        <Button
          look="link"
          onPress={() => {
            action.run()
            dismiss(id)
          }}
        >
          {action.label}
        </Button>
      )}
      <Button look="icon" aria-label="Dismiss message" onPress={() => dismiss(id)}>
        <X size={14} />
      </Button>
    </div>
  )
}
