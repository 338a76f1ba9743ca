import type { OperationTotals, StorageOperation, UploadTotals } from '../model/upload-plan.ts'
import { formatBytes, formatCount } from './format-bytes.ts'
import { plural } from './plural.ts'

/** What a run costs: "1,542 calls, 402 uploads, 12.3 MB". */
export function describeCalls({ saves, exists, modifiedTimes, deletes, opens, passes }: OperationTotals): string {
  const kinds: readonly (readonly [count: number, what: string])[] = [
    [saves, plural(saves, 'upload')],
    [exists, `${plural(exists, 'question')} whether a name is there`],
    [modifiedTimes, `${plural(modifiedTimes, 'question')} when it was changed`],
    [deletes, plural(deletes, 'delete')],
    [opens, plural(opens, 'download')],
  ]
  const told = kinds.filter(([count]) => count > 0).map(([, what]) => what)
  const more = passes > 0 ? `, with ${plural(passes, 'pass', 'passes')} after the first` : ''
  return told.length === 0 ? 'No call is made.' : `The calls: ${told.join(', ')}${more}.`
}

/** The conclusion of an upload plan in one or two sentences. */
export function uploadSentence({ isRemote, failsAt, first, unchanged }: UploadTotals): string {
  const [start, sends] = isRemote
    ? ['A first run makes', 'sends']
    : ['On a remote storage a first run would make', 'send']
  const run = `${start} ${plural(first.calls, 'call')} and ${sends} ${formatBytes(first.bytesSent)} in ${plural(first.saves, 'upload')}`
  if (failsAt !== null) return `${run}, then ${isRemote ? 'fails' : 'fail'}${failsAt === '' ? '' : ` at ${failsAt}`}.`
  const again = `When nothing has changed, the next still makes ${formatCount(unchanged.calls)} and sends ${formatBytes(unchanged.bytesSent)} in ${plural(unchanged.saves, 'upload')}`
  const absent =
    unchanged.absences === 0
      ? ''
      : `; ${plural(unchanged.absences, 'time')} a name is deleted before it is saved again, and a visitor in between gets a 404`
  return `${run}. ${again}${absent}.`
}

/** Why a call is made. */
export function operationReason({ reason, pass, because, kind, absentFor }: StorageOperation): string {
  const [why, behind] = REASONS[reason]
  const inPass = pass === null || pass === 0 ? '' : ` in pass ${pass}`
  const cause = because === null ? '' : `, because ${because} got another name`
  const absence =
    kind === 'delete' && absentFor !== null
      ? absentFor === 0
        ? '; not saved again'
        : `; absent for ${plural(absentFor, 'call')}`
      : ''
  return `${why}${inPass}${cause}${behind}${absence}`
}

/** What is said before and behind the pass. */
const REASONS: Readonly<Record<StorageOperation['reason'], readonly [string, string]>> = {
  start: ['reads the manifest of the last run', ''],
  copy: ['plain copy', ''],
  hashed: ['hashed copy', ''],
  renamed: ['hashed copy again', ''],
  again: ['saved again unchanged', ', as Django does with every CSS and JavaScript file'],
  manifest: ['manifest', ''],
}
