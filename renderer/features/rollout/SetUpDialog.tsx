import { FileUp, X } from 'lucide-react'
import { type DragEvent, useState } from 'react'
import { FileTrigger } from 'react-aria-components'
import type { RolloutPlan } from '../../../shared/model/rollout-plan.ts'
import { plural } from '../../../shared/text/plural.ts'
import type { RecognisedSetUp } from '../../state/slices/rollout-set-up.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { CheckField } from '../../ui/CheckField.tsx'
import { DialogHead, ModalDialog } from '../../ui/ModalDialog.tsx'
import { PasteText } from './PasteText.tsx'
import { planPartWords } from './plan-labels.ts'
import './set-up.css'

type Props = {
  readonly setUp: RecognisedSetUp
  readonly plan: RolloutPlan
  /** Takes the plan that follows, to be corrected by hand. */
  readonly onUse: (plan: RolloutPlan) => void
}

/** What settings and configurations tell of the set-up, each fact with its place, to be used or left out. */
export function SetUpDialog({ setUp, plan, onUse }: Props) {
  const close = useApp((state) => state.closeSetUp)
  const add = useApp((state) => state.addSetUpText)
  const remove = useApp((state) => state.removeSetUpText)
  const planOf = useApp((state) => state.planOfSetUp)
  const [isOver, setOver] = useState(false)
  const take = async (files: Iterable<File>) => {
    for (const file of files) await add(file.name, 'auto', await file.text())
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    void take(event.dataTransfer.files)
  }
  const { texts, facts, leftOut } = setUp
  const used = facts.length - leftOut.size
  return (
    <ModalDialog className="plan-modal" onClose={close}>
      <div
        className={isOver ? 'dialog-form set-up-over' : 'dialog-form'}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <DialogHead title="Recognise the set-up" onClose={close} />
        <div className="dialog-body">
          <p>
            Drop or choose an Nginx or Apache configuration, a Dockerfile, a Procfile, Kubernetes manifests, or a sample
            of response headers. Nothing is run, and no file is read that they name.
          </p>
          <div className="set-up-tools">
            <FileTrigger allowsMultiple onSelect={(files) => void take(files ?? [])}>
              <Button>
                <FileUp size={14} aria-hidden="true" />
                Choose files…
              </Button>
            </FileTrigger>
            <span className="dim">{isOver ? 'Let go to read' : 'or drop them here'}</span>
          </div>
          <PasteText onPaste={(kind, text) => void add(`pasted ${texts.length + 1}`, kind, text)} />
          {texts.length > 0 && (
            <ul className="set-up-texts" aria-label="Texts">
              {texts.map(({ name }, index) => (
                <li key={index}>
                  <span className="code">{name}</span>
                  <span className="dim">{plural(facts.filter(({ file }) => file === name).length, 'fact')}</span>
                  <Button look="icon" aria-label={`Remove ${name}`} onPress={() => void remove(index)}>
                    <X size={14} aria-hidden="true" />
                  </Button>
                </li>
              ))}
            </ul>
          )}
          <Facts setUp={setUp} />
        </div>
        <div className="dialog-foot">
          <Button onPress={close}>Cancel</Button>
          <Button look="primary" isDisabled={used === 0} onPress={() => onUse(planOf(plan))}>
            Take {used === 1 ? 'this' : 'these'} into the plan…
          </Button>
        </div>
      </div>
    </ModalDialog>
  )
}

function Facts({ setUp: { texts, facts, leftOut } }: { readonly setUp: RecognisedSetUp }) {
  const leave = useApp((state) => state.leaveOutFact)
  if (facts.length === 0)
    return (
      <p className="dim" role="status">
        {texts.length === 0
          ? 'No project is open whose settings tell of the set-up.'
          : 'Nothing in these texts tells of the set-up. Say what a pasted text is, or write the plan by hand.'}
      </p>
    )
  return (
    <ul className="set-up-facts" aria-label="Recognised">
      {facts.map(({ file, line, text, sentence, plan }, index) => (
        <li key={index}>
          <CheckField label={sentence} isSelected={!leftOut.has(index)} onChange={(isOn) => leave(index, !isOn)} />
          <p className="set-up-place">
            <span className="code">
              {file}
              {line !== null && `:${line}`}
            </span>{' '}
            <code>{text}</code>
          </p>
          <p className="dim">
            {planPartWords(plan).join(' · ') || 'Changes nothing in the plan; think of it when you write it.'}
          </p>
        </li>
      ))}
    </ul>
  )
}
