import { FlaskConical, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import type { CollectError } from '../../../../shared/model/preview.ts'
import { describeChange, describeDifferences } from '../../../../shared/text/describe-what-if.ts'
import { baseIdOf, parseWhatIfId } from '../../../../shared/text/what-if-id.ts'
import { useApp } from '../../../state/store-context.ts'
import { Button } from '../../../ui/Button.tsx'
import { folderNames } from './folder-names.ts'
import './what-if.css'

/** Errors of a kind that are listed; the list "Errors" has the rest. */
const ERRORS_SHOWN = 20

/** What would differ, in one sentence, and the ways on: change more, keep it, or take it back. */
export function WhatIfBar() {
  const id = useApp((state) => state.summary?.projectId ?? '')
  const base = useApp((state) => state.projects[baseIdOf(id)])
  const head = useApp((state) => state.whatIf)
  const openWhatIf = useApp((state) => state.openWhatIf)
  const reset = useApp((state) => state.resetWhatIf)
  const keep = useApp((state) => state.keepWhatIf)
  const [isOpen, setOpen] = useState(false)
  const change = parseWhatIfId(id)?.change
  if (change === undefined || head === null) return null
  const tried = describeChange(change, base === undefined ? [] : folderNames(base))
  const canKeep = base !== undefined && base.kind !== 'django' && change.order === undefined
  const { gone, appeared } = head.errors
  return (
    <section className="what-if-bar" aria-label="What if">
      <div className="what-if-line">
        <FlaskConical size={16} aria-hidden="true" />
        <p className="what-if-sentence" role="status">
          {describeDifferences(tried, head)}
        </p>
        <div className="what-if-actions">
          {gone.length + appeared.length > 0 && (
            <Button look="quiet" aria-expanded={isOpen} onPress={() => setOpen(!isOpen)}>
              Which errors
            </Button>
          )}
          <Button look="quiet" onPress={openWhatIf}>
            Change…
          </Button>
          {canKeep && (
            <Button look="quiet" onPress={() => void keep()}>
              Keep these settings
            </Button>
          )}
          <Button onPress={reset}>
            <RotateCcw size={13} aria-hidden="true" /> Back to the project as it is
          </Button>
        </div>
      </div>
      {isOpen && (
        <div className="what-if-errors">
          <ErrorGroup title="Go away" errors={gone} />
          <ErrorGroup title="Appear" errors={appeared} />
        </div>
      )}
    </section>
  )
}

function ErrorGroup({ title, errors }: { readonly title: string; readonly errors: readonly CollectError[] }) {
  if (errors.length === 0) return null
  return (
    <div>
      <h2>{title}</h2>
      <ul>
        {errors.slice(0, ERRORS_SHOWN).map(({ name, line, type, target, message }, at) => (
          <li key={at}>
            <span className="code">
              {name ?? 'before the first file'}
              {line === null ? '' : `:${line}`}
            </span>{' '}
            <b>{type}</b> {target === null ? message : `asks for ${target}`}
          </li>
        ))}
        {errors.length > ERRORS_SHOWN && <li className="dim">and {errors.length - ERRORS_SHOWN} more</li>}
      </ul>
    </div>
  )
}
