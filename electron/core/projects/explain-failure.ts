import { InspectorError } from '../../../shared/contract/errors.ts'
import { plural } from '../../../shared/text/plural.ts'
import type { Found } from './find-project.ts'
import type { ReaderFailure } from './reader-answer.ts'
import type { ReaderEnding, ReaderOrder } from './run-reader.ts'
import { visibleText } from './visible-text.ts'

/** What is to be done, in one sentence, with the likely cause in front of it. */
type Advice = { readonly cause: string; readonly advice: string }

/** Printed lines that are shown: enough for a cause, not a whole log. */
const SHOWN_LINES = 8

/**
 * One clear failure for a reading that gave no facts: the likely cause, what to try, and below it the last place in the
 * user's code and what the project printed.
 * @param interpreters the other Pythons that were found
 */
export function explainReaderEnding(
  ending: Exclude<ReaderEnding, { kind: 'answered' }>,
  order: ReaderOrder,
  interpreters: readonly Found[],
): InspectorError {
  switch (ending.kind) {
    case 'not-started':
      return failure(
        { cause: `${order.python} could not be started (${ending.reason})`, advice: otherPython(order, interpreters) },
        [],
      )
    case 'too-slow': {
      const seconds = plural(Math.round(order.timeLimitMs / 1000), 'second')
      const cause = `The project did not load within ${seconds} and was stopped`
      const advice = 'Look for a loop, a question or a connection in its settings; --timeout SECONDS waits longer.'
      return failure({ cause, advice }, printed(ending.output))
    }
    case 'no-answer': {
      const code = ending.exitCode === null ? '' : ` (exit code ${ending.exitCode})`
      const cause = `The project's Python ended before its settings could be read${code}`
      const advice = `Something in the project ends it, or it is not the right one: ${otherPython(order, interpreters)}`
      return failure({ cause, advice }, printed(ending.output))
    }
    default:
      throw new Error('Unknown ending')
  }
}

/** The same for an error that the project raised. */
export function explainReaderFailure(
  { phase, type, message, frame }: ReaderFailure,
  order: ReaderOrder,
  interpreters: readonly Found[],
): InspectorError {
  const place =
    frame === null
      ? []
      : [
          `  at ${frame.file}:${frame.line}${frame.function === null ? '' : ` in ${frame.function}`}`,
          ...(frame.text === null || frame.text === '' ? [] : [`    ${frame.text}`]),
        ]
  const details = [`  ${type}: ${message}`, ...place]
  return failure(adviceFor({ phase, type, message, frame }, order, interpreters), details)
}

function adviceFor(found: ReaderFailure, order: ReaderOrder, interpreters: readonly Found[]): Advice {
  const { phase, type, message, frame } = found
  const missing = /^No module named '([^']+)'/.exec(message)?.[1]
  if (missing === 'django' || (missing?.startsWith('django.') ?? false) || message.includes("Couldn't import Django"))
    return { cause: `${order.python} has no Django in it`, advice: otherPython(order, interpreters) }
  if (missing !== undefined && (order.settingsModule ?? '').startsWith(missing))
    return {
      cause: `There is no settings module ${order.settingsModule}`,
      advice: 'Name another with --settings MODULE.',
    }
  if (missing !== undefined)
    return {
      cause: `The module ${missing} cannot be imported by ${order.python}`,
      advice: `Install it there, or: ${otherPython(order, interpreters)}`,
    }
  const variable = missingVariable(type, message, frame?.text ?? '')
  if (variable !== null)
    return {
      cause: `The settings need the environment variable ${variable}`,
      advice: `Give it with --env ${variable}=VALUE or --env-file FILE.`,
    }
  if (/settings are not configured|DJANGO_SETTINGS_MODULE/.test(message))
    return { cause: 'No settings module is named', advice: 'Name one with --settings MODULE.' }
  if (type === 'EOFError')
    return {
      cause: 'The project asks a question while it loads',
      advice: 'Answer it beforehand, as with --env NAME=VALUE.',
    }
  if (type === 'SystemExit')
    return {
      cause: 'The project ended Python while it was loading',
      advice: 'See what it asks for at the place below.',
    }
  if (type === 'SyntaxError')
    return {
      cause: `${order.python} cannot read the project's code`,
      advice: `It may need another Python: ${otherPython(order, interpreters)}`,
    }
  if (type === 'NotStarted')
    return { cause: 'manage.py ended without starting Django', advice: 'Name the settings with --settings MODULE.' }
  if (phase === 'apps')
    return {
      cause: 'An app failed while Django started it',
      advice: 'Correct the place below, or give what it asks for.',
    }
  return { cause: 'The settings failed to load', advice: 'Correct the place below, or give what it asks for.' }
}

/** The name of an environment variable that an error asks for: os.environ, django-environ, decouple and the like. */
function missingVariable(type: string, message: string, text: string): string | null {
  if (type === 'KeyError') {
    const name = /^'([A-Za-z_]\w*)'$/.exec(message)?.[1]
    if (name !== undefined && (/environ|getenv|env\b/i.test(text) || /^[A-Z][A-Z0-9_]+$/.test(name))) return name
  }
  return (
    /(?:Set the|environment variable|env var(?:iable)?)\s+["'`]?([A-Z][A-Z0-9_]+)/i.exec(message)?.[1] ??
    /["'`]?\b([A-Z][A-Z0-9_]{2,})["'`]? (?:environment variable|not found\. Declare it|is not set|must be set)/.exec(
      message,
    )?.[1] ??
    null
  )
}

function otherPython({ python }: ReaderOrder, interpreters: readonly Found[]): string {
  const others = interpreters.filter(({ value }) => value !== python)
  const seen = others.length === 0 ? '' : ` (also found: ${others.map(({ value }) => value).join(', ')})`
  return `Name the project's own Python with --python FILE${seen}.`
}

function printed(output: string): string[] {
  const lines = output
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-SHOWN_LINES)
  return lines.length === 0 ? [] : ['  The last that it printed:', ...lines.map((line) => `    ${line.slice(0, 200)}`)]
}

function failure({ cause, advice }: Advice, details: readonly string[]): InspectorError {
  const sentence = visibleText(`${cause}. ${advice}`)
  return new InspectorError(
    'bad-input',
    sentence,
    details.length === 0 ? {} : { details: details.map(visibleText).join('\n') },
  )
}
