import { deepestFirst } from './post-process.ts'
import type { CollectstaticRun, RunError } from './collectstatic-run.ts'

/**
 * All errors in the order in which Django would meet them. A run that goes on notes files that are not UTF-8 before it
 * begins; Django meets each when its turn comes, deepest folder first.
 */
export function asMet(run: CollectstaticRun): readonly RunError[] {
  const { errors } = run
  const undecodable = errors.filter(isUndecodable)
  if (undecodable.length === 0) return errors
  const turns = new Map(deepestFirst([...run.found.keys()], (name) => name).map((name, turn) => [name, turn]))
  const turnOf = ({ name }: RunError): number => turns.get(name) ?? Infinity
  const met = errors.filter((error) => !isUndecodable(error))
  for (const error of undecodable) {
    const later = met.findIndex((other) => other.step === 'post-process' && turnOf(other) > turnOf(error))
    met.splice(later === -1 ? met.length : later, 0, error)
  }
  return met
}

function isUndecodable({ step, error }: RunError): boolean {
  return step === 'post-process' && error.type === 'UnicodeDecodeError'
}
