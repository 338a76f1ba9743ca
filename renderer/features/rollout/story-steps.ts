import type { RolloutEvent } from '../../../shared/model/rollout.ts'

/** What happens at one moment. */
export type StoryStep = { readonly at: number; readonly sentences: readonly string[] }

/** The events by their moments, in order. Many servers that do the same at once are told once and counted. */
export function storySteps(events: readonly RolloutEvent[]): readonly StoryStep[] {
  const moments = [...new Set(events.map(({ at }) => at))].sort((a, b) => a - b)
  return moments.map((at) => {
    const sentences = events.filter((event) => event.at === at).map(({ sentence }) => sentence)
    const shown = sentences.slice(0, SHOWN)
    const more = sentences.length - shown.length
    return { at, sentences: more === 0 ? shown : [...shown, `And ${more} more like it.`] }
  })
}

/** So many events of one moment are told. */
const SHOWN = 3

/** Index of the step that a moment belongs to; -1 before the first. */
export function stepAt(steps: readonly StoryStep[], at: number): number {
  return steps.findLastIndex((step) => step.at <= at)
}
