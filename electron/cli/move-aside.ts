import { existsSync, realpathSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { InspectorError } from '../../shared/contract/errors.ts'
import { insideOf } from '../core/take/inside-of.ts'
import type { ReleaseSourceOptions } from './release-source-options.ts'

/** The same options, with each folder that they name moved by a function. */
export function moveFolders(options: ReleaseSourceOptions, move: (folder: string) => string): ReleaseSourceOptions {
  const behindEquals = (text: string): string => {
    const equals = text.indexOf('=')
    return text.slice(0, equals + 1) + move(text.slice(equals + 1))
  }
  return {
    ...options,
    ...(options.project === undefined ? {} : { project: move(options.project) }),
    ...(options.source === undefined ? {} : { source: options.source.map(behindEquals) }),
    ...(options.app === undefined ? {} : { app: options.app.map(behindEquals) }),
  }
}

/** Moves a folder of a checkout to where a commit of it was laid out. @throws InspectorError bad-input */
export function intoCommit(top: string, aside: string): (folder: string) => string {
  return (folder) => {
    const absolute = resolve(folder)
    // The top has no links; a folder that is only in the commit cannot be asked.
    const real = existsSync(absolute) ? realpathSync(absolute) : absolute
    const way = relative(top, real)
    if (way === '..' || way.startsWith(`..${sep}`))
      throw new InspectorError(
        'bad-input',
        `${absolute} is not in the repository ${top}, so it has no state at that commit. Leave it out, or do without --git.`,
      )
    return join(aside, way)
  }
}

/** Takes a folder as a place in an archive. @throws InspectorError bad-input */
export function intoArchive(aside: string): (folder: string) => string {
  return (folder) => insideOf(aside, folder)
}
