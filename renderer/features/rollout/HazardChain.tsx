import { useState } from 'react'
import { beginSentence } from '../../../shared/text/begin-sentence.ts'
import type { Hazard } from '../../../shared/model/rollout.ts'
import { describePages } from '../../../shared/text/describe-rollout.ts'
import { useApp } from '../../state/store-context.ts'
import { amountOf } from './matrix-rows.ts'
import { formatWindow } from './moment-words.ts'
import { NameList } from './NameList.tsx'
import { CONDITION_WORDS } from './outcome-words.ts'
import { OutcomeTag } from './OutcomeTag.tsx'
import { useSideNames } from './use-side-names.ts'
import './chain.css'

type Props = { readonly hazard: Hazard; readonly rolloutId: string; readonly startsAt: string }

/** One hazard: when, the chain of events that leads to it, Django's words, and which pages and files. */
export function HazardChain({ hazard, rolloutId, startsAt }: Props) {
  const names = useSideNames()
  const readNames = useApp((state) => state.readHazardNames)
  const [shown, setShown] = useState({ files: hazard.files, pages: hazard.pages })
  const readMore = (kind: 'files' | 'pages') => {
    void readNames(rolloutId, hazard.id, shown[kind].length).then((answer) => {
      if (answer !== null) setShown((now) => ({ ...now, [kind]: [...now[kind], ...answer[kind].names] }))
    })
  }
  return (
    <article className="hazard">
      <p>
        <OutcomeTag outcome={hazard.outcome} /> {formatWindow(startsAt, hazard.from, hazard.to)}{' '}
        {CONDITION_WORDS[hazard.condition]}
      </p>
      <p>
        {beginSentence(describePages(hazard.page, hazard.table, hazard.isOpenPage, names))}: {amountOf(hazard)}
      </p>
      <ol className="chain" aria-label="What led to it">
        {hazard.cause.map((sentence, index) => (
          <li key={index}>{sentence}</li>
        ))}
      </ol>
      {hazard.message !== null && <pre className="message">{hazard.message}</pre>}
      <NameList label="Pages" names={shown.pages} total={hazard.pageCount ?? 0} onMore={() => readMore('pages')} />
      <NameList label="Files" names={shown.files} total={hazard.fileCount} onMore={() => readMore('files')} />
    </article>
  )
}
