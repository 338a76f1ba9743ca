import { bundlerName } from '../../../../shared/analysis/bundler-name.ts'
import type { UnusedFile } from '../../../../shared/model/check.ts'
import type { Unreadable } from '../../../../shared/model/reference.ts'
import type { Preview } from '../../collect/preview-result.ts'
import { dirName } from '../../python/posix-path.ts'
import type { UnacceptedFinding } from '../check-result.ts'
import { cut, type FindingMaker } from './finding-of.ts'

/** What is to be said of whole files: hashed twice over, asked for by nobody, not understood by a parser. */
export function fileFindings(
  preview: Preview,
  unused: readonly UnusedFile[],
  unreadable: ReadonlyMap<string, Unreadable>,
  maker: FindingMaker,
): UnacceptedFinding[] {
  return [
    ...alreadyHashed(preview, maker),
    ...unused.map(({ name, confidence, reason }) =>
      maker.atFile('unused-file', 'note', name, `Nothing asks for this file (confidence ${confidence}). ${reason}`, {
        confidence,
      }),
    ),
    ...[...unreadable].map(([name, { line, column, message }]) =>
      maker.atFile('not-parsed', 'note', name, `${message}; references behind this place are not known`, {
        line,
        column,
      }),
    ),
  ]
}

/** One finding for each folder: a bundler puts a hash into all that it writes there. */
function alreadyHashed({ files }: Preview, maker: FindingMaker): UnacceptedFinding[] {
  const folders = new Map<string, string[]>()
  for (const { name, hashedName } of files) {
    if (hashedName === null || bundlerName(name)?.isStrong !== true) continue
    const folder = dirName(name)
    const known = folders.get(folder)
    if (known === undefined) folders.set(folder, [name])
    else known.push(name)
  }
  return [...folders].map(([folder, names]) =>
    maker.atFile(
      'already-hashed-input',
      'note',
      names[0] ?? '',
      names.length === 1
        ? `${cut(names[0] ?? '')} has a hash of its bundler, and Django adds another`
        : `${names.length} files in ${folder === '' ? 'the top folder' : cut(folder)} have a hash of their bundler, and Django adds another`,
      { target: folder },
    ),
  )
}
