import { Pause, Play, StepBack, StepForward } from 'lucide-react'
import { useEffect, useState } from 'react'
import { formatClock } from '../../../shared/text/format-clock.ts'
import type { PlayedRollout } from '../../state/slices/rollout.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { OUTCOME_WORDS } from './outcome-words.ts'
import { OutcomeTag } from './OutcomeTag.tsx'
import { capitalised, stepAt, storySteps } from './story-steps.ts'
import './story.css'

type Props = { readonly rollout: PlayedRollout; readonly at: number; readonly onMove: (at: number) => void }

/** Pause between two steps while it plays, in ms: long enough to read a sentence. */
const PAUSE = 2500

/** Tells what happens, step by step, and what visitors get after each. */
export function StoryBar({ rollout, at, onMove }: Props) {
  const [isPlaying, setPlaying] = useState(false)
  const moment = useApp((state) => state.moment)
  const steps = storySteps(rollout.events)
  const index = stepAt(steps, at)
  const step = steps[index]
  const next = steps[index + 1]
  const before = step !== undefined && at > step.at ? step : steps[index - 1]
  useEffect(() => {
    if (!isPlaying) return undefined
    const timer = setTimeout(() => (next === undefined ? setPlaying(false) : onMove(next.at)), PAUSE)
    return () => clearTimeout(timer)
  }, [isPlaying, next, onMove])
  const play = () => {
    if (next === undefined) onMove(steps[0]?.at ?? 0)
    setPlaying(!isPlaying)
  }
  const consequence = rollout.hazards.find((one) => one.from <= at && (one.to === null || at < one.to))
  return (
    <section className="story" aria-label="Step by step">
      <div className="story-buttons">
        <Button
          look="icon"
          aria-label="Previous step"
          isDisabled={before === undefined}
          onPress={() => before && onMove(before.at)}
        >
          <StepBack size={15} aria-hidden="true" />
        </Button>
        <Button look="icon" aria-label={isPlaying ? 'Pause' : 'Play'} onPress={play}>
          {isPlaying ? <Pause size={15} aria-hidden="true" /> : <Play size={15} aria-hidden="true" />}
        </Button>
        <Button isDisabled={next === undefined} onPress={() => next && onMove(next.at)}>
          <StepForward size={15} aria-hidden="true" />
          Next step
        </Button>
      </div>
      <div className="story-words" role="status">
        <p>
          <b>{formatClock(rollout.head.plan.startsAt, step?.at ?? at)}</b>{' '}
          {step?.sentences.join(' ') ?? 'Nothing has happened yet.'}{' '}
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
              Every page gets the files that it was made for.
            </>
          ) : (
            <>
              <OutcomeTag outcome={consequence.outcome} /> {capitalised(consequence.sentence)}{' '}
              <span className="sr-only">{OUTCOME_WORDS[consequence.outcome].meaning}</span>
            </>
          )}
        </p>
      </div>
    </section>
  )
}
