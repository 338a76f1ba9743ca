import type { StoryStep } from '../../model/rollout-lanes.ts'
import type { RolloutEvent } from '../../model/rollout.ts'

/** So many events of one moment are told one by one. */
const SHOWN = 3

/**
 * What a plan did last, at a moment or before it. Of many things at once each kind is told once and counted.
 * @param events in order; the first is at second 0
 */
export function stepAt(events: readonly RolloutEvent[], at: number): StoryStep {
  const last = events.findLastIndex((event) => event.at <= at)
  const moment = events[last]?.at ?? 0
  const first = events.findLastIndex((event, index) => index <= last && event.at < moment) + 1
  const own = events.slice(first, last + 1)
  const kinds = own.length <= SHOWN ? own.map((event) => [event]) : Map.groupBy(own, ({ kind }) => kind).values()
  return {
    at: moment,
    sentences: [...kinds].flatMap(([event, ...more]) => {
      if (event === undefined) return []
      return more.length === 0 ? [event.sentence] : [event.sentence, `And ${more.length} more like it.`]
    }),
  }
}
