import { type KeyboardEvent, memo, type PointerEvent, useMemo, useRef } from 'react'
import type { Lane } from '../../../shared/model/rollout-lanes.ts'
import { formatClock } from '../../../shared/text/format-clock.ts'
import type { PlayedRollout } from '../../state/slices/rollout.ts'
import { useApp } from '../../state/store-context.ts'
import { ServerPages } from './ServerPages.tsx'
import { goalOf, momentAt, placeOf, ticksOf, timeScale, type TimeScale } from './time-scale.ts'
import './time-line.css'

type Props = {
  readonly played: PlayedRollout
  readonly at: number
  /** Moves the moment; `isDone` is false while it is being dragged. */
  readonly onMove: (at: number, isDone: boolean) => void
  readonly label: string
  /** There is half the width. */
  readonly isNarrow?: boolean
}

/** Room between two labels of the axis, as a share of the width. */
const LABEL_ROOM = 0.075

/** Lanes over time, and a slider across them. */
export function TimeLine({ played, at, onMove, label, isNarrow = false }: Props) {
  const track = useRef<HTMLDivElement>(null)
  const { lanes, moments, servers } = played.timeLine
  const moment = useApp((state) => state.moment)
  const { startsAt } = played.head.plan
  const end = moments.at(-1) ?? 0
  const scale = useMemo(() => timeScale(moments), [moments])
  // While the slider moves, what is done there is not read yet; beside it another plan does something else.
  const isTold = moment?.at === at && moment.rolloutId === played.rolloutId
  const told = isTold ? `. ${moment.step.sentences.join(' ')}` : ''

  const drag = (event: PointerEvent<HTMLElement>, isDone: boolean) => {
    const box = track.current?.getBoundingClientRect()
    if (box === undefined || (!isDone && !event.currentTarget.hasPointerCapture(event.pointerId))) return
    const place = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width))
    onMove(momentAt(scale, place), isDone)
  }
  const press = (event: KeyboardEvent) => {
    const goal = goalOf(event, at, scale)
    if (goal === null) return
    event.preventDefault()
    onMove(Math.min(end, Math.max(0, goal)), true)
  }
  return (
    <div className="time-line">
      <Axis scale={scale} startsAt={startsAt} room={isNarrow ? 2 * LABEL_ROOM : LABEL_ROOM} />
      <Lanes lanes={lanes} scale={scale} startsAt={startsAt} end={end} label={label} />
      {servers.total > servers.shown && <ServerPages servers={servers} />}
      <div
        className="time-track"
        ref={track}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId)
          drag(event, false)
        }}
        onPointerMove={(event) => drag(event, false)}
        onPointerUp={(event) => drag(event, true)}
      >
        <div
          className="time-knob"
          role="slider"
          tabIndex={0}
          aria-label={label}
          aria-valuemin={0}
          aria-valuemax={end}
          aria-valuenow={at}
          aria-valuetext={`${formatClock(startsAt, at)}${told}`}
          style={{ left: percent(scale, at) }}
          onKeyDown={press}
        />
      </div>
    </div>
  )
}

function percent(scale: TimeScale, moment: number): string {
  return `${placeOf(scale, moment) * 100}%`
}

type AxisProps = { readonly scale: TimeScale; readonly startsAt: string; readonly room: number }

const Axis = memo(({ scale, startsAt, room }: AxisProps) => (
  <div className="time-axis" aria-hidden="true">
    {ticksOf(scale, room).map((moment) => (
      <span key={moment} className="time-tick" style={{ left: percent(scale, moment) }}>
        {/* Drawn back by the same share of its own width, a label stays within the line. */}
        <span className="time-label" style={{ transform: `translateX(-${percent(scale, moment)})` }}>
          {formatClock(startsAt, moment)}
        </span>
      </span>
    ))}
  </div>
))

type LanesProps = {
  readonly lanes: readonly Lane[]
  readonly scale: TimeScale
  readonly startsAt: string
  readonly end: number
  readonly label: string
}

/** They stay as they are while the slider moves. */
const Lanes = memo(({ lanes, scale, startsAt, end, label }: LanesProps) => (
  <ul className="lanes" aria-label={`Lanes: ${label}`}>
    {lanes.map(({ id, name, stretches }) => (
      <li key={id} className="lane">
        <span className="lane-name" title={name}>
          {name}
        </span>
        <span className="lane-track">
          {stretches
            .filter(({ from }) => from < end)
            .map(({ from, to, tone, text, words }) => {
              const until = Math.min(to ?? end, end)
              const when =
                to === null
                  ? `From ${formatClock(startsAt, from)} on`
                  : `${formatClock(startsAt, from)}–${formatClock(startsAt, to)}`
              return (
                <span
                  key={from}
                  className={`stretch stretch-${tone}`}
                  style={{
                    left: percent(scale, from),
                    width: `${(placeOf(scale, until) - placeOf(scale, from)) * 100}%`,
                  }}
                  title={`${when}: ${words}`}
                >
                  <span aria-hidden="true">{text}</span>
                  <span className="sr-only">
                    {when}: {words}
                  </span>
                </span>
              )
            })}
        </span>
      </li>
    ))}
  </ul>
))
