import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const NAME = 'read_settings.py'

/**
 * The script that the project's Python runs: beside this file in the source tree, at the top of the bundle after a
 * build. In the packaged program it lies in the folder of resources, since no Python can look into an archive.
 */
export function readerScript(): string {
  const here = dirname(fileURLToPath(import.meta.url))
  const resources = 'resourcesPath' in process ? String(process.resourcesPath) : null
  const places = [
    ...(here.includes('.asar') && resources !== null ? [join(resources, NAME)] : []),
    join(here, NAME),
    join(here, '..', NAME),
  ]
  const found = places.find((place) => existsSync(place))
  if (found === undefined) throw new Error(`${NAME} is not part of this build`)
  return found
}
