import type { Alarm, Cause, ComparisonHead, Download, RuleChange, Verdict } from '../model/comparison.ts'
import { formatBytes, formatCount } from './format-bytes.ts'
import { plural } from './plural.ts'

/** A cause in a few words, for rows and columns. */
export const CAUSE_LABELS: Readonly<Record<Cause, string>> = {
  unchanged: 'unchanged',
  'own-edit': 'own edit',
  ripple: 'ripple',
  'own-edit-and-ripple': 'own edit and ripple',
  'source-only': 'source only',
  tool: 'tool',
  'name-only': 'name only',
  'other-bytes': 'same name, other bytes',
  moved: 'moved',
  added: 'added',
  removed: 'removed',
  unknown: 'unknown',
}

/** A cause in one sentence, for details. */
export const CAUSE_SENTENCES: Readonly<Record<Cause, string>> = {
  unchanged: 'Source, output and name are the same.',
  'own-edit': 'The author’s bytes differ, and nothing that this file refers to has another name.',
  ripple: 'The author’s bytes are the same; a file that this one refers to has another hashed name.',
  'own-edit-and-ripple': 'The author’s bytes differ, and a file that this one refers to has another hashed name too.',
  'source-only': 'The author’s bytes differ, but Django wrote the difference away: output and name are the same.',
  tool: 'The author’s bytes are the same; another Django, storage or setting writes other bytes.',
  'name-only': 'The same bytes are served under another name.',
  'other-bytes': 'One name has other bytes: caches that hold the old ones do not ask again.',
  moved: 'The file has another name now.',
  added: 'Only the second of the two releases has it.',
  removed: 'Only the first of the two releases has it.',
  unknown: 'A side has names alone, so the reason cannot be known.',
}

/** What an alarm says of a file. */
export function describeAlarm({ code, other }: Pick<Alarm, 'code' | 'other'>): string {
  switch (code) {
    case 'other-bytes':
      return 'same name, other bytes: caches keep the old ones'
    case 'missing-referenced':
      return `refers to ${other ?? 'a name'}, which the second release does not hold`
    case 'new-name-equal-bytes':
      return `new name for equal bytes, formerly ${other ?? 'another'}: downloaded again for nothing`
    case 'case-collision':
      return `differs from ${other ?? 'another'} only in case`
    case 'plain-overwritten':
      return 'plain copy overwritten with other bytes: visitors with old caches of its plain URL notice'
  }
}

/** A change of settings or tools in a few words. */
export function describeRuleChange({ setting, a, b }: RuleChange): string {
  const words: Readonly<Record<RuleChange['setting'], string>> = {
    django: 'Django',
    storage: 'storage',
    staticUrl: 'STATIC_URL',
    jsModules: 'JavaScript modules',
    manifestStrict: 'manifest_strict',
    maxPasses: 'max_post_process_passes',
    postProcess: 'post-processing',
    keepOnlyHashed: 'keep only hashed files',
    manifestVersion: 'manifest version',
  }
  return `${words[setting]} ${a} → ${b}`
}

/** The verdict in one sentence or two, with numbers. */
export function describeVerdict({ verdict, ruleChanges }: Pick<ComparisonHead, 'verdict' | 'ruleChanges'>): string {
  const sentences = [changeSentence(verdict, ruleChanges), otherSentence(verdict)].filter((text) => text !== '')
  const noDifference = ruleChanges.length === 0 ? 'No file differs.' : 'No file differs, though settings do.'
  return sentences.length === 0 ? noDifference : sentences.join(' ')
}

function changeSentence({ edits, changedNames, causes, roots }: Verdict, rules: readonly RuleChange[]): string {
  const { ripple, tool, unknown } = causes
  if (changedNames === 0)
    return edits === 0 ? '' : `${plural(edits, 'edit')} ${edits === 1 ? 'changes' : 'change'} no name.`
  const names = plural(changedNames, 'name')
  const head =
    edits > 0
      ? `${plural(edits, 'edit')} ${edits === 1 ? 'changes' : 'change'} ${names}`
      : `${names} ${changedNames === 1 ? 'changes' : 'change'} without an edit`
  const parts: string[] = []
  if (ripple > 0)
    parts.push(`${formatCount(ripple)} ${ripple === 1 ? 'changes' : 'change'} only by ripple${fromRoots(roots)}`)
  if (tool > 0) {
    const why = rules.length === 0 ? '' : ` (${rules.slice(0, 3).map(describeRuleChange).join(', ')})`
    parts.push(`${formatCount(tool)} by other tools${why}`)
  }
  if (causes['name-only'] > 0) parts.push(`${formatCount(causes['name-only'])} in name only`)
  if (unknown > 0) parts.push(`${formatCount(unknown)} for a reason that cannot be known without contents`)
  return parts.length === 0 ? `${head}.` : `${head}: ${parts.join(', ')}.`
}

function fromRoots(roots: Verdict['roots']): string {
  const [first, ...more] = roots
  if (first === undefined) return ''
  return more.length === 0 ? ` from ${first.name}` : `, most of all from ${first.name}`
}

function otherSentence({ statuses, alarms, causes }: Verdict): string {
  const parts = [
    [statuses.added, 'added'],
    [statuses.removed, 'removed'],
    [statuses.moved, 'moved'],
    [causes['other-bytes'], 'with other bytes under the same name'],
    [alarms['missing-referenced'], 'with a reference to a missing file'],
  ] as const
  const told = parts.flatMap(([count, word]) => (count === 0 ? [] : [`${formatCount(count)} ${word}`]))
  return told.length === 0 ? '' : `${told.join(', ')}.`
}

/** What visitors download again, in one sentence. */
export function describeDownload(download: Download): string {
  const { files, bytes, compressed, unsized } = download
  if (files === 0) return 'A returning visitor downloads nothing again.'
  const known = files - unsized
  if (known === 0) return `${plural(files, 'file')} ${files === 1 ? 'has' : 'have'} a new URL; sizes are not known.`
  const forms = describeForms(download)
  const smaller = forms === null ? '' : `, ${formatBytes(compressed)} compressed: ${forms}`
  const rest = unsized > 0 ? `, and ${formatCount(unsized)} of unknown size` : ''
  return `A returning visitor downloads at most ${formatBytes(bytes)} again (${plural(known, 'file')}${smaller}${rest}).`
}

/** Where the compressed sizes of a download come from; null where there are none. */
export function describeForms({ compressedFiles, computedFiles }: Download): string | null {
  if (computedFiles === 0) return compressedFiles === 0 ? null : 'known'
  return compressedFiles === 0
    ? 'computed, gzip 6'
    : `${formatCount(compressedFiles)} known, ${formatCount(computedFiles)} computed, gzip 6`
}

/** What a side cannot tell, in one sentence; null for a side that tells all that causes need. */
export function describeUnknowns(side: string, unknowns: readonly string[]): string | null {
  const matter = unknowns.filter((unknown) => ['contents', 'sources', 'references', 'settings'].includes(unknown))
  return matter.length === 0 ? null : `${side} does not tell its ${matter.join(', ')}.`
}
