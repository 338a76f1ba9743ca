import { useState } from 'react'
import type { Hazard } from '../../../shared/model/rollout.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { formatWindow } from './moment-words.ts'
import { NameList } from './NameList.tsx'
import { CONDITION_WORDS } from './outcome-words.ts'
import { OutcomeTag } from './OutcomeTag.tsx'
import { capitalised } from './story-steps.ts'
import './chain.css'

type Props = { readonly hazard: Hazard; readonly rolloutId: string; readonly startsAt: string }
type Names = { readonly files: readonly string[]; readonly pages: readonly string[] }

/** One hazard: when, the chain of events that leads to it, Django's words, and which pages and files. */
export function HazardChain({ hazard, rolloutId, startsAt }: Props) {
  const readNames = useApp((state) => state.readHazardNames)
  const [all, setAll] = useState<Names | null>(null)
  const isMore = hazard.files.length < hazard.fileCount || hazard.pages.length < (hazard.pageCount ?? 0)
  return (
    <article className="hazard">
      <p>
        <OutcomeTag outcome={hazard.outcome} /> {formatWindow(startsAt, hazard.from, hazard.to)}{' '}
        {CONDITION_WORDS[hazard.condition]}
      </p>
      <p>{capitalised(hazard.sentence)}</p>
      <ol className="chain" aria-label="What led to it">
        {hazard.cause.map((sentence, index) => (
          <li key={index}>{sentence}</li>
        ))}
      </ol>
      {hazard.message !== null && <pre className="message">{hazard.message}</pre>}
      <NameList label="Pages" names={all?.pages ?? hazard.pages} total={hazard.pageCount ?? 0} />
      <NameList label="Files" names={all?.files ?? hazard.files} total={hazard.fileCount} />
      {isMore && all === null && (
        <Button look="link" onPress={() => void readNames(rolloutId, hazard.id).then(setAll)}>
          Show more names
        </Button>
      )}
    </article>
  )
}
