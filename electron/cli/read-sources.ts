import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { InspectorError } from '../../shared/contract/errors.ts'
import type { SourceFolder } from '../core/collect/preview-result.ts'

/**
 * `[PREFIX=]DIR` as a folder: the text before the first `=` is the prefix.
 * @throws InspectorError missing-folder, bad-input
 */
export function readSource(text: string): SourceFolder {
  const equals = text.indexOf('=')
  const prefix = equals < 0 ? '' : text.slice(0, equals)
  const folder = equals < 0 ? text : text.slice(equals + 1)
  if (folder === '')
    throw new InspectorError('bad-input', `--source ${text} names no folder. Write --source [PREFIX=]DIR.`)
  return { kind: 'directory', path: readFolder(folder, '--source'), prefix }
}

/** `LABEL=DIR` as an app. @throws InspectorError missing-folder, bad-input */
export function readApp(text: string): SourceFolder {
  const equals = text.indexOf('=')
  if (equals <= 0 || equals === text.length - 1) {
    throw new InspectorError(
      'bad-input',
      `--app ${text} is not of the form LABEL=DIR. Write, for example, --app shop=./shop.`,
    )
  }
  return { kind: 'app', label: text.slice(0, equals), path: readFolder(text.slice(equals + 1), '--app') }
}

/**
 * The absolute path of a folder that must be there. `option` is what named it.
 * @throws InspectorError missing-folder when nothing is there, bad-input when it is no folder, unreadable for loops of links
 */
export function readFolder(folder: string, option: string): string {
  const path = resolve(folder)
  try {
    if (statSync(path).isDirectory()) return path
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    if (code === 'ELOOP') {
      throw new InspectorError(
        'unreadable',
        `${path} (${option}) is a link that leads to itself. Name a real folder.`,
        { cause: error },
      )
    }
    if (code === 'EACCES') {
      throw new InspectorError('unreadable', `${path} (${option}) may not be read. Check its permissions.`, {
        cause: error,
      })
    }
    if (path.includes('\ufffd')) {
      const advice = 'Give it another name, or a link with a plain name.'
      throw new InspectorError('bad-input', `The name of ${path} (${option}) is not UTF-8. ${advice}`, { cause: error })
    }
    throw new InspectorError('missing-folder', `${path} (${option}) does not exist. Check the path.`, { cause: error })
  }
  throw new InspectorError('bad-input', `${path} (${option}) is not a folder. Name a folder.`)
}

/** The absolute path of a STATIC_ROOT; it need not be there yet, but must not be a file. @throws InspectorError bad-input */
export function readStaticRoot(folder: string): string {
  const path = resolve(folder)
  if (existsSync(path) && !statSync(path).isDirectory()) {
    throw new InspectorError(
      'bad-input',
      `${path} (--static-root) is not a folder. Name a folder, or one that does not exist yet.`,
    )
  }
  return path
}
