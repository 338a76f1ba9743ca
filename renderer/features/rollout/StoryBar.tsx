import { Pause, Play, StepBack, StepForward } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { RolloutPlan } from '../../../shared/model/rollout-plan.ts'
import { formatClock } from '../../../shared/text/format-clock.ts'
import type { PlayedRollout } from '../../state/slices/rollout.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { amountOf } from './matrix-rows.ts'
import { CONDITION_WORDS, OUTCOME_WORDS } from './outcome-words.ts'
import { OutcomeTag } from './OutcomeTag.tsx'
import './story.css'

type Props = { readonly rollout: PlayedRollout; readonly at: number; readonly onMove: (at: number) => void }

/** Pause between two steps while it plays, in ms: long enough to read a sentence. */
const PAUSE = 2500

/** The rule that all that follows comes from (Django's `HashedFilesMixin`; WhiteNoise lists files as it starts). */
function ruleOf(serving: RolloutPlan['serving']): string {
  return serving === 'whitenoise'
    ? 'The rule behind all that follows: a process reads the manifest once, when it starts, and keeps that table until it ends.'
    : 'The rule behind all that follows: a process reads the manifest once, when its first page needs it, and keeps that table until it ends.'
}

/** Tells what happens, step by step, and what visitors get after each. */
export function StoryBar({ rollout, at, onMove }: Props) {
  const [isPlaying, setPlaying] = useState(false)
  const moment = useApp((state) => state.moment)
  const { startsAt } = rollout.head.plan
  const { steps } = rollout.timeLine
  const index = steps.findLastIndex((step) => step <= at)
  const step = steps[index]
  const next = steps[index + 1]
  const before = step !== undefined && at > step ? step : steps[index - 1]
  useEffect(() => {
    if (!isPlaying) return undefined
    const timer = setTimeout(() => (next === undefined ? setPlaying(false) : onMove(next)), PAUSE)
    return () => clearTimeout(timer)
  }, [isPlaying, next, onMove])
  const play = () => {
    if (next === undefined) onMove(steps[0] ?? 0)
    setPlaying(!isPlaying)
  }
  const consequence = moment?.hazards[0]
  return (
    <section className="story" aria-label="Step by step">
      <div className="story-buttons">
        <Button
          look="icon"
          aria-label="Previous step"
          isDisabled={before === undefined}
          onPress={() => before !== undefined && onMove(before)}
        >
          <StepBack size={15} aria-hidden="true" />
        </Button>
        <Button look="icon" aria-label={isPlaying ? 'Pause' : 'Play'} onPress={play}>
          {isPlaying ? <Pause size={15} aria-hidden="true" /> : <Play size={15} aria-hidden="true" />}
        </Button>
        <Button isDisabled={next === undefined} onPress={() => next !== undefined && onMove(next)}>
          <StepForward size={15} aria-hidden="true" />
          Next step
        </Button>
      </div>
      <div className="story-words" role="status">
        <p>
          <b>{formatClock(startsAt, moment?.step.at ?? at)}</b> {moment?.step.sentences.join(' ')}{' '}
          <span className="dim">
            step {Math.max(0, index) + 1} of {steps.length}
          </span>
        </p>
        <p className="story-then">
          {consequence === undefined ? (
            <>
              <OutcomeTag
                outcome={moment?.cells.every(({ worst }) => worst === 'ok') === false ? 'harmless' : 'ok'}
                text="nobody is harmed"
              />{' '}
              Every page gets the files that it was made for. {index <= 0 && ruleOf(rollout.head.plan.serving)}
            </>
          ) : (
            <>
              <OutcomeTag outcome={consequence.outcome} /> {amountOf(consequence)}{' '}
              {CONDITION_WORDS[consequence.condition]}
              {consequence.to !== null && ` until ${formatClock(startsAt, consequence.to)}`}. {consequence.reason}{' '}
              <span className="sr-only">{OUTCOME_WORDS[consequence.outcome].meaning}</span>
            </>
          )}
        </p>
      </div>
    </section>
  )
}
