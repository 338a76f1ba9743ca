import type { CompressedContents } from './compress-contents.ts'
import type { PreviewContext } from './preview-context.ts'
import type { Pause, RunEvent } from './collectstatic-run.ts'

/** Ticks between two looks at the clock. */
const LOOK_EVERY = 32

/**
 * Runs a collectstatic to its end, letting other work in between, and computes compressed forms in parallel when the
 * run says that it will need them.
 * @param compressed where compressed forms are prepared; null where they are made when they are asked for
 * @param examined resolves when the contents are known; the run goes on meanwhile as long as it needs none. Null where it asks for none
 * @param onTick hears how many ticks have passed, whenever the clock is looked at
 * @throws InspectorError cancelled
 */
export async function driveRun<T>(
  run: Generator<RunEvent | Pause | void, T>,
  context: PreviewContext,
  compressed: CompressedContents | null = null,
  examined: Promise<void> | null = null,
  onTick: (ticks: number) => void = () => undefined,
): Promise<T> {
  let ticks = 0
  for (let step = run.next(); ; step = run.next()) {
    if (step.done === true) return step.value
    if (step.value?.kind === 'contents') await examined
    else if (step.value?.kind === 'pause') {
      onTick(ticks)
      await context.rest()
    } else if (step.value?.kind === 'compress') await compressed?.prepare(step.value.contents)
    else if (++ticks % LOOK_EVERY === 0) {
      onTick(ticks)
      await context.rest()
    }
  }
}
