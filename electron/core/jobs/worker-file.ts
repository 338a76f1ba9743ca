import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * The file of a worker: `<name>.worker.ts` beside this one in the source tree (Node strips the types), else
 * `<name>.worker.cjs` at the top of the bundle, which may hold this code in a folder of chunks.
 */
export function workerFile(name: 'examine' | 'compress' | 'references'): string {
  const here = dirname(fileURLToPath(import.meta.url))
  const places = [
    join(here, `${name}.worker.ts`),
    join(here, `${name}.worker.cjs`),
    join(here, '..', `${name}.worker.cjs`),
  ]
  const found = places.find((place) => existsSync(place))
  if (found === undefined) throw new Error(`The worker ${name} is not part of this build`)
  return found
}
