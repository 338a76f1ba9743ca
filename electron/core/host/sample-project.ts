import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { collectSettingsSchema } from '../../../shared/model/collect-settings.ts'
import type { PreviewRequest, SourceFolder } from '../collect/preview-result.ts'
import { isWithin } from './display-path.ts'

/** The sample's own description, `sample.json`; a release's paths are relative to its folder, `release-<id>`. */
const sampleSchema = z.object({
  releases: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      dirs: z.array(z.object({ path: z.string(), prefix: z.string().default('') })),
      apps: z.array(z.object({ label: z.string(), path: z.string() })),
      templates: z.array(z.string()).default([]),
      settings: collectSettingsSchema,
    }),
  ),
  /** The release that is opened. */
  open: z.string(),
})

/** A release of the sample. */
export type SampleRelease = {
  readonly id: string
  readonly title: string
  readonly request: PreviewRequest
  /** Folders of templates, absolute, in the order of the loaders. */
  readonly templates: readonly string[]
}

/**
 * Reads the sample that ships with the product: the release that is opened.
 * @param folder absolute path of the sample
 * @throws InspectorError `not-found` when the installation lacks it, `unreadable` when its description is not one
 */
export async function readSample(folder: string): Promise<SampleRelease> {
  const description = await readDescription(folder)
  const release = releasesOf(folder, description).find(({ id }) => id === description.open)
  if (release === undefined)
    throw new InspectorError('unreadable', `The sample in ${folder} does not say which release to open.`)
  return release
}

/**
 * Reads all releases of the sample, the oldest first.
 * @throws InspectorError `not-found`, `unreadable`
 */
export async function readSampleReleases(folder: string): Promise<readonly SampleRelease[]> {
  return releasesOf(folder, await readDescription(folder))
}

function releasesOf(folder: string, { releases }: z.infer<typeof sampleSchema>): readonly SampleRelease[] {
  return releases.map((release) => ({
    id: release.id,
    title: release.title,
    request: requestOf(folder, release),
    templates: release.templates.map((path) => inside(inside(folder, `release-${release.id}`), path)),
  }))
}

function requestOf(folder: string, release: z.infer<typeof sampleSchema>['releases'][number]): PreviewRequest {
  const home = inside(folder, `release-${release.id}`)
  const dirs = release.dirs.map(({ path, prefix }): SourceFolder => ({
    kind: 'directory',
    path: inside(home, path),
    prefix,
  }))
  const apps = release.apps.map(({ path, label }): SourceFolder => ({ kind: 'app', path: inside(home, path), label }))
  return { settings: release.settings, sources: [...dirs, ...apps], staticRoot: null }
}

async function readDescription(folder: string): Promise<z.infer<typeof sampleSchema>> {
  const text = await readFile(join(folder, 'sample.json'), 'utf8').catch((error: unknown) => {
    throw new InspectorError('not-found', `The sample is missing: there is no ${join(folder, 'sample.json')}.`, {
      cause: error,
    })
  })
  try {
    return sampleSchema.parse(JSON.parse(text))
  } catch (error) {
    throw new InspectorError('unreadable', `${join(folder, 'sample.json')} does not describe a sample.`, {
      details: String(error),
      cause: error,
    })
  }
}

function inside(folder: string, path: string): string {
  const absolute = resolve(folder, path)
  if (!isWithin(folder, absolute))
    throw new InspectorError('refused', `The sample names a folder outside of itself: ${path}`)
  return absolute
}
