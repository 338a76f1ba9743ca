import { InspectorError } from '../../../shared/contract/errors.ts'

/**
 * Suffixes for names that are taken: Django takes random characters; which, nobody can know, so they are counted.
 * @throws InspectorError defect when no free name is found
 */
export function randomSuffixes(): () => string {
  let last = 0
  return () => {
    // A name that is taken again and again would be searched without end.
    if (++last > 1_000_000) throw new InspectorError('defect', 'No free name was found')
    return `RANDOM${last}`
  }
}
