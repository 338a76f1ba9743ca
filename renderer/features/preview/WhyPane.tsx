import { CircleHelp, Search, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button as AriaButton, Input, SearchField } from 'react-aria-components'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { SuggestedNames } from './SuggestedNames.tsx'
import { WhyAnswerCard } from './WhyAnswerCard.tsx'
import './why.css'

/** Pause after a key before the engine is asked, in ms. */
const SETTLE = 120

/** Answers for any name, URL or path why it is collected or not. */
export function WhyPane() {
  const why = useApp((state) => state.why)
  const closeWhy = useApp((state) => state.closeWhy)
  const ask = useApp((state) => state.askWhy)
  const text = useApp((state) => (state.route.view === 'preview' ? (state.route.why ?? '') : ''))
  const revision = useApp((state) => state.summary?.revision)
  const close = () => {
    closeWhy()
    document.querySelector<HTMLElement>('[role=treegrid]')?.focus()
  }
  // A new run may answer otherwise.
  useEffect(() => void ask(text), [ask, text, revision])
  return (
    <div className="why detail">
      <div className="why-head">
        <h2>Why is it collected, or not?</h2>
        <Button look="icon" aria-label="Close “Why not?”" onPress={close}>
          <X size={16} />
        </Button>
      </div>
      <WhyField />
      {why === null ? (
        <EmptyState
          icon={<CircleHelp size={20} />}
          title="Type or paste what you have"
          text="A name, a hashed name, a URL, a path on your disk or in the project, a {% static %} tag, or an app."
        />
      ) : why.state === 'failed' ? (
        <EmptyState icon={<CircleHelp size={20} />} title="There is no answer" text={why.error.message}>
          <Button onPress={() => void ask(text)}>Ask again</Button>
        </EmptyState>
      ) : (
        <WhyAnswerCard answer={why.answer} />
      )}
      <SuggestedNames asked={text} />
    </div>
  )
}

/** Asks as you type; the newest text wins. It takes the keyboard when the box is opened. */
function WhyField() {
  const asked = useApp((state) => (state.route.view === 'preview' ? (state.route.why ?? '') : ''))
  const type = useApp((state) => state.typeWhy)
  const isAwaited = useApp((state) => state.isDetailAwaited)
  const settle = useApp((state) => state.settleDetail)
  const [text, setText] = useState(asked)
  const sent = useRef(asked)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (!isAwaited) return
    input.current?.focus()
    input.current?.select()
    settle()
  }, [isAwaited, settle])
  // A text that came from the address or a link, not from this field.
  useEffect(() => {
    if (asked === sent.current) return
    sent.current = asked
    setText(asked)
  }, [asked])
  const send = (typed: string) => {
    sent.current = typed
    type(typed)
  }
  const change = (typed: string) => {
    setText(typed)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => send(typed), SETTLE)
  }
  return (
    <SearchField
      className="filter why-field"
      aria-label="Name, URL or path"
      value={text}
      onChange={change}
      maxLength={4096}
    >
      <Search size={14} aria-hidden="true" />
      <Input ref={input} className="filter-input" placeholder="/static/css/site.css" spellCheck={false} />
      {text !== '' && (
        <AriaButton className="filter-clear" aria-label="Clear the question">
          <X size={13} />
        </AriaButton>
      )}
    </SearchField>
  )
}
