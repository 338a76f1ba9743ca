import { Copy, CornerDownRight, FolderOpen, RefreshCw } from 'lucide-react'
import { askedName, type WhyAnswer } from '../../../shared/model/why.ts'
import { describeWhy, type WhyWords } from '../../../shared/text/describe-why.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { IsolatedPath } from '../../ui/IsolatedPath.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { WhyAskers } from './WhyAskers.tsx'
import { namesToAsk, nameToShow } from './why-names.ts'

/** One answer: the verdict, what it rests on, what to do, and the ways from here. */
export function WhyAnswerCard({ answer }: { readonly answer: WhyAnswer }) {
  const words = describeWhy(answer)
  const copyText = useApp((state) => state.copyText)
  const goToFile = useApp((state) => state.goToFile)
  const reveal = useApp((state) => state.revealSource)
  const openWhy = useApp((state) => state.openWhy)
  const start = useApp((state) => state.startPreview)
  const projectId = useApp((state) => state.summary?.projectId ?? '')
  const canReveal = useApp((state) => state.host?.kind === 'electron')
  const shown = nameToShow(answer)
  const others = namesToAsk(answer)
  const wanted = askedName(answer)
  return (
    <section className={words.isGood ? 'why-card why-good' : 'why-card why-bad'} aria-label="Answer">
      <p className="why-verdict" role="status">
        <Tag sign={words.isGood ? '✓' : '∅'} text={TITLES[answer.kind]} tone={words.isGood ? 'ok' : 'warn'} />
        <span>{words.verdict}</span>
      </p>
      <dl className="facts">
        {words.facts.map(({ label, text }) => (
          <div className="facts-pair" key={`${label} ${text}`}>
            <dt>{label}</dt>
            <dd>
              <IsolatedPath path={text} />
            </dd>
          </div>
        ))}
      </dl>
      {words.advice !== null && <p className="why-advice">{words.advice}</p>}
      {others.length > 0 && (
        <div>
          <h3 id="why-others">Ask about</h3>
          <ul className="why-names" aria-labelledby="why-others">
            {others.map((name) => (
              <li key={name}>
                <Button look="link" onPress={() => openWhy(name)}>
                  {name}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
      {wanted !== null && <WhyAskers key={wanted} name={wanted} />}
      <div className="detail-actions">
        {shown !== null && (
          <Button look="quiet" onPress={() => goToFile(shown, { tab: 'overview', panel: 'files', why: undefined })}>
            <CornerDownRight size={13} aria-hidden="true" /> Show the file
          </Button>
        )}
        {answer.kind === 'unseen' && (
          <Button onPress={() => void start(projectId)}>
            <RefreshCw size={13} aria-hidden="true" /> Run the preview again
          </Button>
        )}
        <Button look="quiet" onPress={() => void copyText(asText(words), 'Answer')}>
          <Copy size={13} aria-hidden="true" /> Copy the answer
        </Button>
        {shown !== null && canReveal && (
          <Button look="quiet" onPress={() => void reveal(shown)}>
            <FolderOpen size={13} aria-hidden="true" /> Open its folder
          </Button>
        )}
      </div>
    </section>
  )
}

const TITLES: Readonly<Record<WhyAnswer['kind'], string>> = {
  collected: 'collected',
  shadowed: 'shadowed',
  ignored: 'ignored',
  folder: 'folder',
  app: 'app',
  made: 'made by the storage',
  'other-hash': 'another hash',
  prefixed: 'has a prefix',
  'other-case': 'other case',
  'left-over': 'left over',
  'missing-folder': 'folder missing',
  'app-not-installed': 'app not installed',
  'not-listed': 'not in the settings',
  'finder-off': 'finder switched off',
  unseen: 'new',
  outside: 'outside',
  nothing: 'unknown',
}

function asText({ verdict, facts, advice }: WhyWords): string {
  return [verdict, ...facts.map(({ label, text }) => `${label}: ${text}`), ...(advice === null ? [] : [advice])].join(
    '\n',
  )
}
