import { InspectorError } from '../../../shared/contract/errors.ts'
import type { ReadingFailure, Remedy } from '../../../shared/model/reading-failure.ts'
import { plural } from '../../../shared/text/plural.ts'
import type { Found } from './find-project.ts'
import type { ReaderFailure } from './reader-answer.ts'
import type { ReaderEnding, ReaderOrder } from './run-reader.ts'
import { readingDetails, readingSentence } from './tell-failure.ts'
import { visibleText } from './visible-text.ts'

/** The likely cause, what to do, and what the user can give or choose for it. */
type Advice = Pick<ReadingFailure, 'cause' | 'advice' | 'remedies'>

/** Printed lines that are shown: enough for a cause, not a whole log. */
const SHOWN_LINES = 8
const LONGEST_LINE = 200

/**
 * One clear failure for a reading that gave no facts: the likely cause, what to try, and what the project printed.
 * @param interpreters the other Pythons that were found
 */
export function explainReaderEnding(
  ending: Exclude<ReaderEnding, { kind: 'answered' }>,
  order: ReaderOrder,
  interpreters: readonly Found[],
): InspectorError {
  switch (ending.kind) {
    case 'not-started': {
      const cause = `${order.python} could not be started (${ending.reason})`
      return failure({ cause, ...otherPython('', order, interpreters) }, null, '')
    }
    case 'too-slow': {
      const seconds = plural(Math.round(order.timeLimitMs / 1000), 'second')
      const cause = `The project did not load within ${seconds} and was stopped`
      const advice = 'Look for a loop, a question or a connection in its settings'
      return failure({ cause, advice, remedies: [{ kind: 'more-time' }] }, null, ending.output)
    }
    case 'no-answer': {
      const code = ending.exitCode === null ? '' : ` (exit code ${ending.exitCode})`
      const cause = `The project's Python ended before its settings could be read${code}`
      const advice = 'Something in the project ends it, or it is not the right one'
      return failure({ cause, ...otherPython(advice, order, interpreters) }, null, ending.output)
    }
    default:
      throw new Error('Unknown ending')
  }
}

/**
 * The same for an error that the project raised.
 * @param output the end of what the project printed
 */
export function explainReaderFailure(
  found: ReaderFailure,
  order: ReaderOrder,
  interpreters: readonly Found[],
  output: string,
): InspectorError {
  return failure(adviceFor(found, order, interpreters), found, output)
}

function adviceFor(found: ReaderFailure, order: ReaderOrder, interpreters: readonly Found[]): Advice {
  const { phase, type, message, frame } = found
  const missing = /^No module named '([^']+)'/.exec(message)?.[1]
  if (missing === 'django' || (missing?.startsWith('django.') ?? false) || message.includes("Couldn't import Django"))
    return { cause: `${order.python} has no Django in it`, ...otherPython('', order, interpreters) }
  if (missing !== undefined && (order.settingsModule ?? '').startsWith(missing))
    return {
      cause: `There is no settings module ${order.settingsModule}`,
      advice: '',
      remedies: [{ kind: 'settings-module' }],
    }
  if (missing !== undefined)
    return {
      cause: `The module ${missing} cannot be imported by ${order.python}`,
      ...otherPython('Install it there, or take another Python', order, interpreters),
    }
  const variable = missingVariable(type, message, frame?.text ?? '')
  if (variable !== null)
    return {
      cause: `The settings need the environment variable ${variable}`,
      advice: '',
      remedies: [{ kind: 'variable', name: variable }],
    }
  if (/settings are not configured|DJANGO_SETTINGS_MODULE/.test(message))
    return { cause: 'No settings module is named', advice: '', remedies: [{ kind: 'settings-module' }] }
  if (type === 'EOFError')
    return {
      cause: 'The project asks a question while it loads',
      advice: 'Answer it beforehand, as by an environment variable',
      remedies: [],
    }
  if (type === 'SystemExit')
    return {
      cause: 'The project ended Python while it was loading',
      advice: 'See what it asks for at the place below',
      remedies: [],
    }
  if (type === 'SyntaxError')
    return {
      cause: `${order.python} cannot read the project's code`,
      ...otherPython('It may need another Python', order, interpreters),
    }
  if (type === 'NotStarted')
    return {
      cause: 'manage.py ended without starting Django',
      advice: '',
      remedies: [{ kind: 'settings-module' }],
    }
  const advice = 'Correct the place below, or give what it asks for'
  if (phase === 'apps') return { cause: 'An app failed while Django started it', advice, remedies: [] }
  return { cause: 'The settings failed to load', advice, remedies: [] }
}

/** The name of an environment variable that an error asks for: os.environ, django-environ, decouple and the like. */
function missingVariable(type: string, message: string, text: string): string | null {
  if (type === 'KeyError') {
    const name = /^'([A-Za-z_]\w*)'$/.exec(message)?.[1]
    if (name !== undefined && (/environ|getenv|env\b/i.test(text) || /^[A-Z][A-Z0-9_]+$/.test(name))) return name
  }
  // pydantic-settings names the field, which is the variable without regard to case.
  const field = type === 'ValidationError' ? /^(\w+)\n\s+Field required/m.exec(message)?.[1] : undefined
  if (field !== undefined) return field.toUpperCase()
  return (
    /(?:Set the|environment variable|env var(?:iable)?)\s+["'`]?([A-Z][A-Z0-9_]+)/i.exec(message)?.[1] ??
    /["'`]?\b([A-Z][A-Z0-9_]{2,})["'`]? (?:environment variable|not found\. Declare it|is not set|must be set)/.exec(
      message,
    )?.[1] ??
    null
  )
}

function otherPython(
  advice: string,
  { python }: ReaderOrder,
  interpreters: readonly Found[],
): Pick<Advice, 'advice' | 'remedies'> {
  const others = interpreters.map(({ value }) => value).filter((value) => value !== python)
  return { advice, remedies: [{ kind: 'interpreter', others }] }
}

function failure(advice: Advice, found: ReaderFailure | null, output: string): InspectorError {
  const reading: ReadingFailure = {
    cause: visibleText(advice.cause),
    advice: visibleText(advice.advice),
    remedies: advice.remedies.map(visibleRemedy),
    error: found === null ? null : { type: visibleText(found.type), message: visibleText(found.message) },
    frame:
      found?.frame == null
        ? null
        : {
            file: visibleText(found.frame.file),
            line: found.frame.line,
            function: found.frame.function,
            text: found.frame.text === null ? null : visibleText(found.frame.text),
          },
    printed: printed(output),
  }
  const details = readingDetails(reading)
  return new InspectorError('bad-input', readingSentence(reading), {
    reading,
    ...(details === '' ? {} : { details }),
  })
}

function visibleRemedy(remedy: Remedy): Remedy {
  return remedy.kind === 'interpreter' ? { ...remedy, others: remedy.others.map(visibleText) } : remedy
}

function printed(output: string): string[] {
  return output
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(-SHOWN_LINES)
    .map((line) => visibleText(line.slice(0, LONGEST_LINE)))
}
