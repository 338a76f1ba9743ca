import type { ReadingFailure, Remedy } from '../../../shared/model/reading-failure.ts'

/** The sentence for the command line: the cause, what to do, and the options to do it with. */
export function readingSentence({ cause, advice, remedies }: ReadingFailure): string {
  const sentences = [cause, advice].filter((sentence) => sentence !== '').map((sentence) => `${sentence}.`)
  return [...sentences, ...remedies.map(remedyAsOption)].join(' ')
}

/** The lines below it: what Python raised and where, and, where it raised nothing, what was printed last. Empty if none. */
export function readingDetails({ error, frame, printed }: ReadingFailure): string {
  const raised = error === null ? [] : [`  ${error.type}: ${error.message}`]
  const place =
    frame === null
      ? []
      : [
          `  at ${frame.file}:${frame.line}${frame.function === null ? '' : ` in ${frame.function}`}`,
          ...(frame.text === null || frame.text === '' ? [] : [`    ${frame.text}`]),
        ]
  const said =
    error !== null || printed.length === 0
      ? []
      : ['  The last that it printed:', ...printed.map((line) => `    ${line}`)]
  return [...raised, ...place, ...said].join('\n')
}

function remedyAsOption(remedy: Remedy): string {
  switch (remedy.kind) {
    case 'variable':
      return `Give it with --env ${remedy.name}=VALUE or --env-file FILE.`
    case 'interpreter': {
      const seen = remedy.others.length === 0 ? '' : ` (also found: ${remedy.others.join(', ')})`
      return `Name the project's own Python with --python FILE${seen}.`
    }
    case 'settings-module':
      return 'Name one with --settings MODULE.'
    case 'more-time':
      return '--timeout SECONDS waits longer.'
    default:
      throw new Error('Unknown remedy')
  }
}
