import { formatClock } from '../../../shared/text/format-clock.ts'

const DAY = 86_400

/**
 * Seconds after the start of a plan that a time of day names; the next day where it is before the start. Null for what
 * is no time.
 * @param startsAt `HH:MM`
 */
export function parseMoment(startsAt: string, text: string): number | null {
  const [, hours, minutes, seconds = '0'] = /^\s*(\d{1,2}):(\d\d)(?::(\d\d))?\s*$/.exec(text) ?? []
  if (hours === undefined || minutes === undefined) return null
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null
  const [startHours = 0, startMinutes = 0] = startsAt.split(':').map((part) => Number.parseInt(part, 10))
  const at = (Number(hours) - startHours) * 3600 + (Number(minutes) - startMinutes) * 60 + Number(seconds)
  return at < 0 ? at + DAY : at
}

/** A span of seconds as it is typed in a plan: `90s`, `5m`, `1h`, `1d`. */
export function typedSpan(seconds: number): string {
  if (seconds > 0 && seconds % DAY === 0) return `${seconds / DAY}d`
  if (seconds > 0 && seconds % 3600 === 0) return `${seconds / 3600}h`
  if (seconds > 0 && seconds % 60 === 0) return `${seconds / 60}m`
  return `${seconds}s`
}

/** From when until when, as a person writes it; a null end is for ever. */
export function formatWindow(startsAt: string, from: number, to: number | null): string {
  if (to === null) return `from ${formatClock(startsAt, from)} on`
  return `${formatClock(startsAt, from)}–${formatClock(startsAt, to)}`
}
