import { z } from 'zod'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type { CollectSettings } from '../../../shared/model/collect-settings.ts'
import type { Progress } from '../collect/preview-context.ts'
import { explainReaderEnding, explainReaderFailure } from '../projects/explain-failure.ts'
import type { ReadingPlan } from '../projects/read-project.ts'
import { runProjectPython } from '../projects/run-project-python.ts'
import { type Collected, collectedAnswerSchema } from './collected-answer.ts'

const newsSchema = z.object({ step: z.string().max(100), done: z.int().min(0) })

/** The words of the command line that a request means, behind `manage.py collectstatic`. */
export function commandWords(settings: CollectSettings): readonly string[] {
  return [
    '--noinput',
    ...settings.ignore.flatMap((pattern) => ['-i', pattern]),
    ...(settings.defaultIgnore ? [] : ['--no-default-ignore']),
    ...(settings.clear ? ['--clear'] : []),
    ...(settings.link ? ['--link'] : []),
    ...(settings.postProcess ? [] : ['--no-post-process']),
  ]
}

/**
 * Runs the project's real command into a folder of ours. To be called after the user has agreed that its Python runs.
 * @param root absolute path of an empty folder, which stands for STATIC_ROOT
 * @throws InspectorError bad-input where the project does not come as far as the command, cancelled
 */
export async function runCollect(
  { order, interpreters }: Pick<ReadingPlan, 'order' | 'interpreters'>,
  settings: CollectSettings,
  root: string,
  signal: AbortSignal,
  report: (progress: Progress) => void,
): Promise<Collected> {
  report({ step: 'Starting Django', done: 0, total: 0 })
  const onNews = (document: unknown): void => {
    const news = newsSchema.safeParse(document)
    if (news.success) report({ step: `Django: ${news.data.step.toLowerCase()}`, done: news.data.done, total: 0 })
  }
  const more = { root, words: commandWords(settings) }
  const ending = await runProjectPython('verify_collect.py', order, more, { signal, onNews })
  if (ending.kind === 'too-slow')
    throw new InspectorError(
      'bad-input',
      `collectstatic did not end within ${Math.round(order.timeLimitMs / 1000)} seconds and was stopped, with all that it had started. ` +
        'Allow it more time with --timeout SECONDS.',
      { details: ending.output },
    )
  if (ending.kind !== 'answered') throw explainReaderEnding(ending, order, interpreters)
  const parsed = collectedAnswerSchema.safeParse(ending.document)
  if (!parsed.success)
    throw explainReaderEnding({ kind: 'no-answer', exitCode: null, output: ending.output }, order, interpreters)
  if ('failure' in parsed.data) throw explainReaderFailure(parsed.data.failure, order, interpreters, ending.output)
  return parsed.data.facts
}
