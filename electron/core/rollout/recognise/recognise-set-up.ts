import type { Recognition } from '../../../../shared/model/rollout.ts'
import type { SetUpKind, SetUpText } from '../../../../shared/model/set-up-text.ts'
import type { SettingsCard } from '../../../../shared/model/settings-card.ts'
import { type Found, gatherFacts } from './found-facts.ts'
import { recogniseCard } from './recognise-card.ts'
import { recogniseDockerfile, recogniseProcfile } from './recognise-image.ts'
import { recogniseApache, recogniseHeaders, recogniseNginx } from './recognise-web-server.ts'

/**
 * What settings and configurations tell of a set-up. Nothing is run and no file is read that a text names. What is said by
 * a text that was given counts before what the settings say.
 */
export async function recogniseSetUp(card: SettingsCard | null, texts: readonly SetUpText[]): Promise<Recognition> {
  const found: Found[] = []
  for (const text of texts) found.push(...(await recogniseText(text)))
  return gatherFacts([...found, ...(card === null ? [] : recogniseCard(card))])
}

/** What one text tells. */
export async function recogniseText({ name, kind, text }: SetUpText): Promise<Found[]> {
  switch (kind === 'auto' ? kindOf(name, text) : kind) {
    case 'dockerfile':
      return recogniseDockerfile(name, text)
    case 'procfile':
      return recogniseProcfile(name, text)
    case 'kubernetes': {
      const { recogniseKubernetes } = await import('./recognise-kubernetes.ts')
      return recogniseKubernetes(name, text)
    }
    case 'nginx':
      return recogniseNginx(name, text)
    case 'apache':
      return recogniseApache(name, text)
    case 'headers':
      return recogniseHeaders(name, text)
  }
}

/** What a text is, by its name and by what stands in it. */
function kindOf(name: string, text: string): Exclude<SetUpKind, 'auto'> {
  if (/dockerfile|containerfile/i.test(name) || /^FROM\s+\S+/m.test(text)) return 'dockerfile'
  if (/^procfile/i.test(name) || /^(?:web|release|worker):\s+\S/m.test(text)) return 'procfile'
  if (/\.ya?ml$/i.test(name) || /^apiVersion:\s/m.test(text)) return 'kubernetes'
  // Blocks in braces and lines that end with a semicolon are Nginx's.
  if (/[{;]\s*(?:#.*)?$/m.test(text)) return 'nginx'
  if (/^\s*<(?:VirtualHost|Directory)|^\s*(?:Alias|ExpiresActive|ExpiresByType)\s/im.test(text)) return 'apache'
  return 'headers'
}
