import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { InspectorError } from '../../shared/contract/errors.ts'

/**
 * The folder of the sample project. It lies beside this one in the source tree; the bundle is in `.build/main`.
 * @throws InspectorError not-found
 */
export function sampleFolder(): string {
  return firstThere(['../sample', '../../electron/sample', '../../../sample'], 'sample.json', 'the sample project')
}

/** The folder of the built page. @throws InspectorError not-found */
export function pageFolder(): string {
  return firstThere(['../renderer', '../../.build/renderer'], 'index.html', 'the built page: run npm run build')
}

/** The version in package.json; empty where the program lies without one. */
export function productVersion(): string {
  const file = join(import.meta.dirname, '../../package.json')
  if (!existsSync(file)) return ''
  const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'))
  return typeof parsed === 'object' && parsed !== null && 'version' in parsed && typeof parsed.version === 'string'
    ? parsed.version
    : ''
}

function firstThere(places: readonly string[], file: string, what: string): string {
  const folder = places.map((place) => join(import.meta.dirname, place)).find((place) => existsSync(join(place, file)))
  if (folder === undefined) throw new InspectorError('not-found', `This installation lacks ${what}.`)
  return folder
}
