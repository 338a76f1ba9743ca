import type { Provider } from '../../../shared/model/preview.ts'
import type { Differences } from '../what-if/compare-previews.ts'
import type { OutlineSource } from './outline-items.ts'

/** The files of a what-if and behind them those that it takes away, so that an outline can show both. */
export function withRemoved(preview: OutlineSource, { files, removed }: Differences): OutlineSource {
  const providers = [...preview.providers]
  const ghosts = removed.map(({ file, provider }) => ({
    ...file,
    provider: indexIn(providers, provider),
    errors: 0,
    findings: 0,
    rewritten: 0,
    compressed: [],
    shadowed: [],
  }))
  const { notCollected, findings, errors } = preview
  return {
    files: [...preview.files, ...ghosts],
    notCollected,
    providers,
    findings,
    errors,
    whatIf: { differences: files, firstRemoved: preview.files.length },
  }
}

/** Who ships a file that is not collected may ship nothing else. */
function indexIn(providers: Provider[], provider: Provider): number {
  const index = providers.findIndex(
    ({ kind, label, package: name, version }) =>
      kind === provider.kind && label === provider.label && name === provider.package && version === provider.version,
  )
  return index === -1 ? providers.push(provider) - 1 : index
}
