import {
  type KeyboardEvent,
  memo,
  type PointerEvent,
  type RefObject,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
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
}

/** Widths in px of a character of a label and of the gap behind it. */
const CHARACTER = 6.5
const LABEL_GAP = 10

/** Lanes over time, and a slider across them. */
export function TimeLine({ played, at, onMove, label }: Props) {
  const track = useRef<HTMLDivElement>(null)
  const width = useWidth(track)
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
      <Axis scale={scale} startsAt={startsAt} width={width} />
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

/** Width in px of what is drawn. */
function useWidth(drawn: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(700)
  useLayoutEffect(() => {
    const element = drawn.current
    if (element === null) return
    const observer = new ResizeObserver(() => setWidth(Math.max(1, element.clientWidth)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [drawn])
  return width
}

function percent(scale: TimeScale, moment: number): string {
  return `${placeOf(scale, moment) * 100}%`
}

type AxisProps = { readonly scale: TimeScale; readonly startsAt: string; readonly width: number }

const Axis = memo(({ scale, startsAt, width }: AxisProps) => (
  <div className="time-axis" aria-hidden="true">
    {ticksOf(scale, (moment) => (formatClock(startsAt, moment).length * CHARACTER + LABEL_GAP) / width).map(
      (moment) => (
        <span key={moment} className="time-tick" style={{ left: percent(scale, moment) }}>
          {/* Drawn back by the same share of its own width, a label stays within the line. */}
          <span className="time-label" style={{ transform: `translateX(-${percent(scale, moment)})` }}>
            {formatClock(startsAt, moment)}
          </span>
        </span>
      ),
    )}
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
