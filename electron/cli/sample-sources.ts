import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { InspectorError } from '../../shared/contract/errors.ts'
import type { SourceFolder } from '../core/collect/preview-result.ts'
import { sampleFolder } from './shipped-folders.ts'

/** The part of `sample.json` that says which folders a release has; paths are relative to the release. */
type Sample = {
  readonly releases: readonly {
    readonly id: string
    readonly dirs: readonly { readonly path: string; readonly prefix: string }[]
    readonly apps: readonly { readonly label: string; readonly path: string }[]
    readonly templates: readonly string[]
  }[]
  readonly open: string
}

/**
 * The folders of the sample that ships with the product.
 * @param id which release; null for the one that is opened in the window
 * @throws InspectorError not-found
 */
export function sampleSources(id: string | null): SourceFolder[] {
  const { home, release } = releaseOf(id)
  return [
    ...release.dirs.map(({ path, prefix }) => ({ kind: 'directory', path: join(home, path), prefix }) as const),
    ...release.apps.map(({ path, label }) => ({ kind: 'app', path: join(home, path), label }) as const),
  ]
}

/** The folders of the sample's templates, in the order of the loaders. @throws InspectorError not-found */
export function sampleTemplates(id: string | null): string[] {
  const { home, release } = releaseOf(id)
  return release.templates.map((path) => join(home, path))
}

function releaseOf(id: string | null): { readonly home: string; readonly release: Sample['releases'][number] } {
  const folder = sampleFolder()
  const sample = JSON.parse(readFileSync(join(folder, 'sample.json'), 'utf8')) as Sample
  const release = sample.releases.find((candidate) => candidate.id === (id ?? sample.open))
  if (release === undefined) throw new InspectorError('not-found', `The sample has no release ${id ?? sample.open}.`)
  return { home: join(folder, `release-${release.id}`), release }
}
