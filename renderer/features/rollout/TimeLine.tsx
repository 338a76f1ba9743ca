import { type KeyboardEvent, type PointerEvent, useMemo, useRef } from 'react'
import type { PlayedRollout } from '../../state/slices/rollout.ts'
import { laneList } from './lanes.ts'
import { formatClock } from '../../../shared/text/format-clock.ts'
import { momentAt, placeOf, timeScale, type TimeScale } from './time-scale.ts'
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
  const end = useMemo(() => endOf(played), [played])
  const scale = useMemo(() => timeScale([...momentsOf(played), end]), [played, end])
  const lanes = useMemo(() => laneList(played, end), [played, end])
  const ticks = useMemo(() => ticksOf(scale, isNarrow ? 2 * LABEL_ROOM : LABEL_ROOM), [scale, isNarrow])
  const { startsAt } = played.head.plan
  const percent = (moment: number) => `${placeOf(scale, moment) * 100}%`
  const sentence = played.events.findLast((event) => event.at <= at)?.sentence ?? ''

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
    onMove(Math.min(end, Math.max(scale.moments[0] ?? 0, goal)), true)
  }
  return (
    <div className="time-line">
      <div className="time-axis" aria-hidden="true">
        {ticks.map((moment) => (
          <span key={moment} className="time-tick" style={{ left: percent(moment) }}>
            {formatClock(startsAt, moment)}
          </span>
        ))}
      </div>
      <ul className="lanes" aria-label={`Lanes: ${label}`}>
        {lanes.map(({ id, name, stretches }) => (
          <li key={id} className="lane">
            <span className="lane-name" title={name}>
              {name}
            </span>
            <span className="lane-track">
              {stretches.map(({ from, to, tone, text }) => (
                <span
                  key={from}
                  className={`stretch stretch-${tone}`}
                  style={{ left: percent(from), width: `${(placeOf(scale, to) - placeOf(scale, from)) * 100}%` }}
                  title={`${formatClock(startsAt, from)}–${formatClock(startsAt, to)}: ${text}`}
                >
                  <span className="sr-only">{formatClock(startsAt, from)} </span>
                  {text}
                </span>
              ))}
            </span>
          </li>
        ))}
      </ul>
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
          aria-valuemin={scale.moments[0] ?? 0}
          aria-valuemax={end}
          aria-valuenow={at}
          aria-valuetext={`${formatClock(startsAt, at)}. ${sentence}`}
          style={{ left: percent(at) }}
          onKeyDown={press}
        />
      </div>
    </div>
  )
}

/** Where the line ends: some time after the last thing that happens. */
export function endOf({ events, hazards, head }: PlayedRollout): number {
  const ends = [...events.map(({ at }) => at), ...hazards.map(({ from, to }) => to ?? from), head.lastUseOfA ?? 0]
  return Math.max(...ends) + 300
}

function momentsOf({ intervals, events, hazards }: PlayedRollout): readonly number[] {
  return [
    0,
    ...events.map(({ at }) => at),
    ...intervals.map(({ from }) => from),
    ...hazards.flatMap(({ from, to }) => (to === null ? [from] : [from, to])),
  ]
}

/** The moments that have room for a label. */
function ticksOf({ moments, places }: TimeScale, room: number): readonly number[] {
  const kept: number[] = []
  let last = -1
  moments.forEach((moment, index) => {
    const place = places[index] ?? 0
    if (place - last < room || place > 1 - room) return
    kept.push(moment)
    last = place
  })
  return kept
}

/** Where a key leads: by a minute, by a second with Shift, to the next thing that happens with Page Up and Down. */
function goalOf(event: KeyboardEvent, at: number, { moments }: TimeScale): number | null {
  const step = event.shiftKey ? 1 : 60
  // No step jumps over something that happens.
  const next = moments.find((moment) => moment > at) ?? at
  const before = moments.findLast((moment) => moment < at) ?? at
  switch (event.key) {
    case 'ArrowRight':
    case 'ArrowUp':
      return next > at ? Math.min(at + step, next) : at
    case 'ArrowLeft':
    case 'ArrowDown':
      return before < at ? Math.max(at - step, before) : at
    case 'PageUp':
      return next
    case 'PageDown':
      return before
    case 'Home':
      return moments[0] ?? 0
    case 'End':
      return moments.at(-1) ?? at
    default:
      return null
  }
}
