import type { DifferenceKind } from '../model/difference-kind.ts'
import type { DifferencesHead } from '../model/differences.ts'
import type { WhatIfChange } from '../model/what-if.ts'
import { describeStorage } from './describe-storage.ts'
import { formatCount } from './format-bytes.ts'
import { plural } from './plural.ts'

/** Ways of differing as the ends of "3 files …"; for one file the first, for several the second. Errors are told apart. */
const ENDS: readonly (readonly [kind: DifferenceKind, one: string, many: string])[] = [
  ['removed', 'is not collected', 'are not collected'],
  ['added', 'is added', 'are added'],
  ['winner', 'has another winner', 'have another winner'],
  ['bytes', 'has other bytes', 'have other bytes'],
  ['name', 'gets another name', 'get another name'],
  ['url', 'gets another URL', 'get another URL'],
  ['action', 'is treated otherwise', 'are treated otherwise'],
  ['compressed', 'has other compressed copies', 'have other compressed copies'],
]

/**
 * The verdict of a what-if in one sentence: `With Django 6.1: 3 files get another name, 2 errors go away, 1 appears.`
 * @param tried what was changed, as `describeChange` says it
 */
export function describeDifferences(tried: string, head: DifferencesHead): string {
  const parts = [successPart(head), ...fileParts(head), errorPart(head), findingPart(head), manifestPart(head)]
  const told = parts.filter((part) => part !== null)
  return `With ${tried}: ${told.length === 0 ? 'nothing would differ' : told.join(', ')}.`
}

function successPart({ succeeds: { before, after } }: DifferencesHead): string | null {
  if (before === after) return null
  return after ? 'collectstatic would succeed' : 'collectstatic would fail'
}

function fileParts({ kinds }: DifferencesHead): string[] {
  let isFirst = true
  return ENDS.flatMap(([kind, one, many]) => {
    const count = kinds[kind]
    if (count === 0) return []
    const subject = isFirst ? plural(count, 'file') : formatCount(count)
    isFirst = false
    return [`${subject} ${count === 1 ? one : many}`]
  })
}

function errorPart({ errors: { gone, appeared } }: DifferencesHead): string | null {
  const away = gone.length === 0 ? null : `${plural(gone.length, 'error')} ${gone.length === 1 ? 'goes' : 'go'} away`
  const verb = appeared.length === 1 ? 'appears' : 'appear'
  if (appeared.length === 0) return away
  if (away === null) return `${plural(appeared.length, 'error')} ${verb}`
  return `${away}, ${formatCount(appeared.length)} ${verb}`
}

/** Each error is a finding too and has been told; the others differ besides. */
function findingPart({ errors, findings }: DifferencesHead): string | null {
  const gone = Math.max(0, findings.gone.length - errors.gone.length)
  const appeared = Math.max(0, findings.appeared.length - errors.appeared.length)
  if (gone === 0 && appeared === 0) return null
  const away = gone === 0 ? null : `${plural(gone, 'finding')} ${gone === 1 ? 'goes' : 'go'} away`
  const verb = appeared === 1 ? 'appears' : 'appear'
  if (appeared === 0) return away
  return away === null ? `${plural(appeared, 'finding')} ${verb}` : `${away}, ${formatCount(appeared)} ${verb}`
}

function manifestPart({ manifest, kinds }: DifferencesHead): string | null {
  const { before, after, isSameFile } = manifest
  if (before !== after) return after ? 'a manifest is written' : 'no manifest is written'
  const isToldAlready = kinds.name + kinds.added + kinds.removed + kinds['new-error'] + kinds['error-gone'] > 0
  return isSameFile || isToldAlready ? null : 'the manifest has other bytes'
}

/** What is tried, as the words after "With": `Django 6.1, storage Manifest and without app blog`. */
export function describeChange(change: WhatIfChange, folders: readonly string[]): string {
  const { django, storage, jsModules, manifestStrict, maxPasses, keepOnlyHashed } = change
  const { ignore, defaultIgnore, clear, staticRoot, order } = change
  const parts = [
    ...(django === undefined ? [] : [`Django ${django}`]),
    ...(storage === undefined ? [] : [`storage ${describeStorage(storage).label}`]),
    ...(jsModules === undefined ? [] : [`JS modules ${jsModules ? 'on' : 'off'}`]),
    ...(manifestStrict === undefined ? [] : [`${manifestStrict ? 'a' : 'no'} strict manifest`]),
    ...(maxPasses === undefined ? [] : [`at most ${plural(maxPasses, 'pass', 'passes')}`]),
    ...(keepOnlyHashed === undefined ? [] : [keepOnlyHashed ? 'only hashed files' : 'plain copies too']),
    ...(ignore === undefined ? [] : [ignore.length === 0 ? 'no -i patterns' : `-i ${ignore.join(' -i ')}`]),
    ...(defaultIgnore === undefined ? [] : [`${defaultIgnore ? 'the' : 'no'} default ignore patterns`]),
    ...(staticRoot === undefined ? [] : [`a STATIC_ROOT ${staticRoot === 'clean' ? 'that is clean' : 'as it is now'}`]),
    ...(clear === undefined ? [] : [clear ? '--clear' : 'no --clear']),
    ...(order === undefined ? [] : orderParts(order, folders)),
  ]
  const last = parts.pop()
  if (last === undefined) return 'no change'
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`
}

function orderParts(order: readonly number[], folders: readonly string[]): string[] {
  const gone = folders.filter((_, index) => !order.includes(index))
  const isMoved = order.some((index, at) => at > 0 && index < (order[at - 1] ?? 0))
  return [...(gone.length === 0 ? [] : [`no ${gone.join(', no ')}`]), ...(isMoved ? ['another order of folders'] : [])]
}
