import { ShieldAlert, ShieldCheck, X } from 'lucide-react'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { describeCheck } from './release-words.ts'

const KIND_WORDS = {
  missing: 'is missing',
  damaged: 'has other bytes than it had',
  unreadable: 'cannot be read',
} as const

/** What the last check of the store found: each damage with the files and releases that it touches. */
export function StoreCheckCard() {
  const check = useApp((state) => state.storeCheck)
  const dismiss = useApp((state) => state.dismissCheck)
  if (check === null) return null
  const isSound = check.database.length + check.damages.length + check.unreadable.length === 0
  return (
    <section className={isSound ? 'store-check' : 'store-check store-damaged'} aria-label="Check of the store">
      <p className="store-check-head">
        {isSound ? <ShieldCheck size={15} aria-hidden="true" /> : <ShieldAlert size={15} aria-hidden="true" />}
        <b>{describeCheck(check)}</b>
        <Button look="icon" aria-label="Dismiss the check" onPress={dismiss}>
          <X size={14} />
        </Button>
      </p>
      {!isSound && (
        <>
          <ul className="store-damages" tabIndex={0} aria-label="Damages">
            {check.database.map((line) => (
              <li key={line}>The database: {line}</li>
            ))}
            {check.unreadable.map((name) => (
              <li key={name}>
                The list of files of <b>{name}</b> cannot be read.
              </li>
            ))}
            {check.damages.map(({ kind, content, releases, files }) => (
              <li key={content.hash}>
                <b>{files.join(', ')}</b> {KIND_WORDS[kind]}; in {releases.join(', ')}
              </li>
            ))}
          </ul>
          <p className="dim">Take the touched releases again, if their sources are still there, and remove these.</p>
        </>
      )}
    </section>
  )
}
