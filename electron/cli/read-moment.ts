import { InspectorError } from '../../shared/contract/errors.ts'
import { durationSchema } from '../../shared/model/rollout-plan.ts'

/**
 * Reads a moment of a rollout: `+20m` after the start, or a time of day (`10:20`, `10:20:30`), which is the first such
 * time after the start. Gives seconds after the start.
 * @throws InspectorError bad-input
 */
export function readMoment(text: string, startsAt: string): number {
  if (text.startsWith('+')) {
    const span = durationSchema.safeParse(text.slice(1))
    if (span.success) return span.data
  }
  if (/^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(text))
    return (secondsOf(text) - secondsOf(startsAt) + 86_400) % 86_400
  throw new InspectorError(
    'bad-input',
    `--at ${text} is no time. Write a time of day such as 10:20, or a span such as +20m.`,
  )
}

function secondsOf(time: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number)
  return hours * 3600 + minutes * 60 + seconds
}
