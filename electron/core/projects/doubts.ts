import type { NotEmulated } from '../../../shared/model/settings-card.ts'
import type { ReadClass } from './reader-answer.ts'

/**
 * A doubt about a class, with the method that is the reason, its place and its code.
 * @param parts what of a preview may differ
 */
export function doubtAbout(
  name: string,
  override: ReadClass['overrides'][number] | undefined,
  parts: string,
): NotEmulated {
  const { file = null, line = null, method = null, code = null } = override ?? {}
  return {
    class: override?.class ?? name,
    method,
    place: file === null || line === null ? null : { file, line },
    parts,
    code,
    recognised: null,
  }
}

/** A doubt in one sentence. */
export function doubtSentence({ class: name, method, place, parts, recognised }: NotEmulated): string {
  const where = place === null ? '' : ` (${place.file}:${place.line})`
  const what = method === null ? name : `${name}.${method}`
  if (recognised !== null) return `${what}${where} was recognised by trying it: ${recognised}. It decides ${parts}`
  return `${what}${where} is not emulated. What may differ: ${parts}`
}

/** What is followed because trying told what it does is worth a note; the rest a warning. */
export function doubtSeverity({ recognised }: NotEmulated): 'warning' | 'note' {
  return recognised === null ? 'warning' : 'note'
}
