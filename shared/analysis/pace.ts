/** Lets other work run during a long loop, and ends it when it is given up. A host has the clock. */
export type Pace = {
  /** Whether it is time to rest. */
  readonly isOver: boolean
  /** Lets everything else run. Throws when the work was given up. */
  readonly rest: () => Promise<void>
}

/** Never rests: for tests and short work. */
export const WITHOUT_REST: Pace = { isOver: false, rest: async () => {} }

/** Runs work that gives way now and then to its end, resting when it is time to. @throws what `rest` throws */
export async function runAtPace<Result>(work: Generator<unknown, Result>, pace: Pace): Promise<Result> {
  for (let step = work.next(); ; step = work.next()) {
    if (step.done === true) return step.value
    if (pace.isOver) await pace.rest()
  }
}

/** Runs work that gives way now and then to its end, without a rest. */
export function runAtOnce<Result>(work: Generator<unknown, Result>): Result {
  for (let step = work.next(); ; step = work.next()) if (step.done === true) return step.value
}

/** How many rounds of a loop pass between two looks at the clock; one less than a power of two, for `&`. */
export const LOOK_EVERY = 0xfff
