import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { InspectorError } from '../../../../shared/contract/errors.ts'
import type { Recognition } from '../../../../shared/model/rollout.ts'
import type { SettingsCard } from '../../../../shared/model/settings-card.ts'
import type { PythonPath } from '../../collect/preview-result.ts'
import { nodePath } from '../../files/file-content.ts'
import { type Found, gatherFacts } from './found-facts.ts'
import { recogniseCard } from './recognise-card.ts'
import { recogniseDockerfile, recogniseProcfile } from './recognise-image.ts'
import { recogniseApache, recogniseHeaders, recogniseNginx } from './recognise-web-server.ts'

/** No configuration is longer. */
const MOST = 1 << 20

/**
 * What settings and files tell of a set-up. Nothing is run and no file is included that a file names. What is said by a
 * file that was given counts before what the settings say.
 * @throws InspectorError unreadable, refused
 */
export async function recogniseSetUp(card: SettingsCard | null, paths: readonly PythonPath[]): Promise<Recognition> {
  const found: Found[] = []
  for (const path of paths) {
    const text = await readShort(path)
    found.push(...(await recogniseText(basename(path), text)))
  }
  return gatherFacts([...found, ...(card === null ? [] : recogniseCard(card))])
}

/** What one file tells, by its name and by what stands in it. */
export async function recogniseText(name: string, text: string): Promise<Found[]> {
  if (/dockerfile|containerfile/i.test(name)) return recogniseDockerfile(name, text)
  if (/^procfile/i.test(name)) return recogniseProcfile(name, text)
  if (/\.ya?ml$/i.test(name)) {
    const { recogniseKubernetes } = await import('./recognise-kubernetes.ts')
    return recogniseKubernetes(name, text)
  }
  // Blocks in braces and lines that end with a semicolon are Nginx's.
  if (/[{;]\s*(?:#.*)?$/m.test(text)) return recogniseNginx(name, text)
  if (/^\s*<(?:VirtualHost|Directory)|^\s*(?:Alias|ExpiresActive|ExpiresByType)\s/im.test(text))
    return recogniseApache(name, text)
  return recogniseHeaders(name, text)
}

async function readShort(path: PythonPath): Promise<string> {
  try {
    await using file = await open(nodePath(path))
    if ((await file.stat()).size > MOST)
      throw new InspectorError(
        'refused',
        `${basename(path)} is larger than 1 MB, which no configuration is. Choose the configuration itself.`,
      )
    return await file.readFile('utf8')
  } catch (error) {
    if (error instanceof InspectorError) throw error
    throw new InspectorError(
      'unreadable',
      `${basename(path)} cannot be read. Check that it is there and may be read.`,
      { cause: error },
    )
  }
}
