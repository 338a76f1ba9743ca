import type { CheckedReference } from '../../../../shared/model/check.ts'
import type { UnacceptedFinding } from '../check-result.ts'
import type { UsersIndex } from '../reference-users.ts'
import { cut, type FindingMaker } from './finding-of.ts'

/** Kinds that load their target as a module, or may do so. */
const LOADS_MODULE =
  /^(?:js-(?:import|export|dynamic-import)|html-script|html-preload|django-static|jinja-static|import-map)$/

/** Modules that are asked for under two URLs: a browser loads and runs both, and their state is there twice. */
export function moduleFindings(users: UsersIndex, maker: FindingMaker): UnacceptedFinding[] {
  const findings: UnacceptedFinding[] = []
  for (const [name, references] of users) {
    if (!/\.m?js$/i.test(name)) continue
    const loading = references.filter(({ kind }) => LOADS_MODULE.test(kind))
    const hashed = loading.find(({ served }) => served === 'hashed')
    const plain = loading.find(({ served, kind }) => served === 'plain' && kind.startsWith('js-'))
    if (hashed !== undefined && plain !== undefined) findings.push(twice(name, plain, hashed, maker))
  }
  return findings
}

function twice(
  name: string,
  plain: CheckedReference,
  hashed: CheckedReference,
  maker: FindingMaker,
): UnacceptedFinding {
  return maker.atReference(
    'module-loaded-twice',
    'warning',
    plain,
    `${cut(name)} is loaded twice: here by its plain name, and by its hashed name from ${cut(hashed.file)}:${hashed.line}`,
  )
}
