import { isValueError } from '../python/error-classes.ts'
import type { PythonError } from '../python/python-error.ts'
import type { StorageKind } from '../../../shared/model/storage-kinds.ts'
import type { Rules } from './rules.ts'
import type { RunError } from './collectstatic-run.ts'
import { asCommandError } from './command-error.ts'
import { helpfulError } from './whitenoise.ts'

/** How Django's own run ends: the exception that leaves it, and the name that it gives. */
export type FirstError = { readonly error: PythonError; readonly failedAt: string | null }

/**
 * What Django's own run would raise, told from the errors of a run that went on. Until the first error both runs are the
 * same, so in the usual cases the command need not be run twice.
 * @param met all errors in the order in which Django would meet them
 * @returns null where only Django's own run can tell: errors outside post-processing, and errors that first appear in a
 *   later pass, which Django swallows from 4.0 on
 */
export function firstErrorOf(met: readonly RunError[], rules: Rules, storage: StorageKind): FirstError | null {
  const [first] = met
  if (first === undefined || first.step !== 'post-process') return null
  const { error, name, pass } = first
  const isPasses = error.message === 'Max post-process passes exceeded.'
  if (isPasses) return met.length === 1 ? yielded(error, name, rules, storage) : null
  if (pass > 0) return null
  if (error.type === 'UnicodeDecodeError') {
    if (/[%?#\\]/.test(name)) return null
    return rules.reportsUndecodable ? yielded(error, name, rules, storage) : { error, failedAt: name }
  }
  if (first.reference === null) return null
  return isValueError(error) ? yielded(error, name, rules, storage) : { error, failedAt: name }
}

/** An error that post-processing yields: WhiteNoise rewords it, and from 6.1 on the command wraps it. */
function yielded(error: PythonError, name: string, rules: Rules, storage: StorageKind): FirstError {
  const reworded = storage === 'whitenoise-manifest' ? helpfulError(error, name) : error
  return { error: rules.raisesCommandError ? asCommandError(reworded) : reworded, failedAt: name }
}
