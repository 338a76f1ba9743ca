import type { RuleChange } from '../model/comparison.ts'
import type { WholeRelease } from './comparison.ts'

/** The settings by which the bytes or names of equal sources can differ. */
const SETTINGS = [
  'django',
  'staticUrl',
  'jsModules',
  'manifestStrict',
  'maxPasses',
  'postProcess',
  'keepOnlyHashed',
] as const

/** Settings and tools that differ, as far as both releases know them. */
export function findRuleChanges(a: WholeRelease['release'], b: WholeRelease['release']): RuleChange[] {
  const changes: RuleChange[] = []
  const add = (setting: RuleChange['setting'], before: unknown, after: unknown): void => {
    if (before !== after) changes.push({ setting, a: String(before), b: String(after) })
  }
  if (a.storageClass !== null && b.storageClass !== null) add('storage', a.storageClass, b.storageClass)
  else if (a.settings !== null && b.settings !== null) add('storage', a.settings.storage, b.settings.storage)
  if (a.settings !== null && b.settings !== null)
    for (const setting of SETTINGS) add(setting, a.settings[setting], b.settings[setting])
  if (a.manifest !== null && b.manifest !== null) add('manifestVersion', a.manifest.version, b.manifest.version)
  return changes
}

/** Whether equal sources with equal targets must give equal bytes: both rule sets are known and alike. */
export function haveSameRules(
  a: WholeRelease['release'],
  b: WholeRelease['release'],
  changes: readonly RuleChange[],
): boolean {
  return a.settings !== null && b.settings !== null && changes.length === 0
}
