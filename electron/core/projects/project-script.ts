import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The scripts that are shipped for a project's own Python. They lie in the folder `scripts`, beside the package that they are made of. */
export type ProjectScript = 'read_settings.py' | 'verify_collect.py' | 'read_references.py' | 'read_media.py'

/**
 * The place of a script that the project's Python runs: `scripts` is beside this file in the source tree, and
 * beside the bundle after a build. In the packaged program it lies in the folder of resources, since no Python can look into an archive.
 */
export function projectScript(name: ProjectScript): string {
  const here = dirname(fileURLToPath(import.meta.url))
  const resources = 'resourcesPath' in process ? String(process.resourcesPath) : null
  const places = [
    ...(here.includes('.asar') && resources !== null ? [join(resources, 'scripts', name)] : []),
    join(here, 'scripts', name),
  ]
  const found = places.find((place) => existsSync(place))
  if (found === undefined) throw new Error(`${name} is not part of this build`)
  return found
}
