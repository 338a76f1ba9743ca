import { InspectorError } from '../../shared/contract/errors.ts'
import type { ReadingPlan } from '../core/projects/read-project.ts'
import type { ProjectScript } from '../core/projects/project-script.ts'
import { pythonCommand } from '../core/projects/run-project-python.ts'
import { visibleText } from '../core/projects/visible-text.ts'
import { openConsentStore } from '../core/releases/consent-store.ts'
import { agreeOnTerminal } from './agree-on-terminal.ts'
import { dataFolder } from './data-folder.ts'

/**
 * Makes sure that the user has agreed to run this project's Python: earlier, by `--yes`, or now on the terminal, where
 * the exact command is shown. The answer is kept per project folder and interpreter.
 * @param project the folder that the user knows the project by; another one than what is run where a commit was laid out
 * @throws InspectorError refused
 */
export async function askConsent(
  plan: ReadingPlan,
  isAllowed: boolean,
  signal: AbortSignal,
  project: string = plan.order.project,
): Promise<void> {
  const { python } = plan.order
  const store = openConsentStore(dataFolder())
  try {
    if (store.has(project, python)) return
    const refusal = "The project's Python has not been allowed to run. Add --yes to allow it."
    const question = { question: describe(plan), words: 'Run it? It is asked once per project.', refusal }
    if (!isAllowed && !(await agreeOnTerminal(question, signal)))
      throw new InspectorError('refused', "The project's Python was not run, so its settings are not known.")
    store.give(project, python, Date.now())
  } finally {
    store.close()
  }
}

/** What would run, where, and why just that. */
function describe({ order, reasons }: ReadingPlan): string {
  const variables = Object.keys(order.environment)
  return [
    'To read the settings, code of this project has to run:',
    `  ${shownCommand(order, 'read_settings.py')}`,
    `  in ${order.folder}, as manage.py collectstatic --noinput would load it`,
    `  Python: ${reasons.python}; settings: ${order.settingsModule ?? ''}${order.settingsModule === null ? '' : ', '}${reasons.settings}`,
    ...(variables.length === 0 ? [] : [`  with ${variables.join(', ')} in its environment`]),
    'The command verify runs its collectstatic, into a temporary folder:',
    `  ${shownCommand(order, 'verify_collect.py')}`,
    'The commands why and check --templates load it once more and ask its forms and admin classes for their media:',
    `  ${shownCommand(order, 'read_media.py')}`,
  ]
    .map(visibleText)
    .join('\n')
}

function shownCommand({ python }: ReadingPlan['order'], script: ProjectScript): string {
  const words = pythonCommand(python, script)
  return words.map((word) => (/^[\w./:@%+=,-]+$/.test(word) ? word : JSON.stringify(word))).join(' ')
}
