import type { CheckedReference, ReferenceUsers } from '../model/check.ts'
import { plural } from './plural.ts'

/** Who asks for a name, in one sentence. */
export function askersSentence({ total, chain }: ReferenceUsers): string {
  if (total === 0) return 'Nothing that could be read asks for it: no style sheet, script, template or Python.'
  const circle = chain === null ? '; they ask for each other in a circle, and nothing outside leads here' : ''
  return `${plural(total, 'place')} ${total === 1 ? 'asks' : 'ask'} for it${circle}.`
}

/** A place that asks for something: file, line and column. */
export function askerPlace({ file, line, column }: CheckedReference): string {
  return `${file}:${line}:${column}`
}
