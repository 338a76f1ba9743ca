import { LineCounter, parseAllDocuments } from 'yaml'
import { type Found, isRecord } from './found-facts.ts'

/**
 * What Kubernetes manifests tell: replicas and rolling-update numbers of Deployments, autoscaling, sticky sessions of
 * Services. Documents that are not well formed tell nothing.
 */
export function recogniseKubernetes(file: string, text: string): Found[] {
  const lines = new LineCounter()
  const documents = parseAllDocuments(text, { lineCounter: lines, logLevel: 'silent' })
  if (!Array.isArray(documents)) return []
  return documents.flatMap((document): Found[] => {
    if (document.errors.length > 0) return []
    const kind = document.get('kind')
    const found: Found[] = []
    const value = (...path: string[]): unknown => {
      const at = document.getIn(path)
      return typeof at === 'string' || typeof at === 'number' ? at : null
    }
    const add = (path: string[], sentence: string, plan: Found['plan']): void => {
      const node = document.getIn(path, true)
      const range = isRecord(node) && Array.isArray(node['range']) ? node['range'][0] : null
      const line = typeof range === 'number' ? lines.linePos(range).line : null
      const shown = line === null ? path.join('.') : (text.split('\n')[line - 1] ?? '').trim()
      found.push({ file, line, text: shown, sentence, plan })
    }
    if (kind === 'Deployment') {
      const replicas = value('spec', 'replicas')
      const count = typeof replicas === 'number' && replicas > 0 ? replicas : 1
      if (typeof replicas === 'number')
        add(['spec', 'replicas'], `${count} processes run.`, { servers: Math.min(1000, count) })
      // Kubernetes rounds up what may be added and down what may be missing; both default to a quarter.
      const surge = share(value('spec', 'strategy', 'rollingUpdate', 'maxSurge'), count, Math.ceil)
      const missing = share(value('spec', 'strategy', 'rollingUpdate', 'maxUnavailable'), count, Math.floor)
      if (value('spec', 'strategy', 'type') === 'Recreate')
        add(['spec', 'strategy', 'type'], 'All processes are replaced at once.', {
          switch: { wave: Math.min(1000, count), every: 0 },
        })
      else if (surge !== null || missing !== null) {
        const wave = Math.max(1, Math.min(1000, (surge ?? 0) + (missing ?? 0)))
        add(
          ['spec', 'strategy', 'rollingUpdate', surge === null ? 'maxUnavailable' : 'maxSurge'],
          `Up to ${wave} processes are replaced together.`,
          { switch: { wave } },
        )
      }
    }
    if (kind === 'HorizontalPodAutoscaler')
      add(['spec', 'maxReplicas'], 'Processes are added at any time, also with old code.', { recycling: true })
    if (kind === 'Service' && value('spec', 'sessionAffinity') === 'ClientIP')
      add(['spec', 'sessionAffinity'], 'A visitor stays with one process.', { sticky: true })
    return found
  })
}

function share(value: unknown, count: number, round: (value: number) => number): number | null {
  if (typeof value === 'number') return value
  if (typeof value !== 'string' || !/^\d{1,3}%$/.test(value)) return null
  return round((count * Number.parseInt(value, 10)) / 100)
}
