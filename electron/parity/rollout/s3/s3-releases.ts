import { join } from 'node:path'
import type { RolloutPage, RolloutRelease } from '../../../../shared/analysis/rollout/find-uses.ts'
import type { ReleaseSide } from '../../../../shared/model/rollout.ts'
import { collectSettingsSchema } from '../../../../shared/model/collect-settings.ts'
import type { StorageOperation } from '../../../../shared/model/upload-plan.ts'
import { previewStatic } from '../../../core/collect/preview-static.ts'
import { sideOfSource } from '../../../core/compare/compared-side.ts'
import { layFile, layFiles } from '../../../core/files/lay-files.ts'
import { planUploads } from '../../../core/uploads/plan-uploads.ts'
import { type Listing, LOCATION, SERIES } from './s3-world.ts'

/** A long time ago, and a long time to come: sources that are older than everything in the bucket, and newer. */
const AGES: Readonly<Record<ReleaseSide, number>> = { a: 1_600_000_000, b: 4_000_000_000 }

const COMMON = {
  'css/deep.css': '@import "site.css";',
  'css/site.css': 'h1 { background: url(../img/logo.png) }',
  'css/still.css': 'h2 { background: url("../img/same.png") }',
  'img/same.png': 'the same picture',
  'js/app.js': 'app()',
}
const SOURCES: Readonly<Record<ReleaseSide, Readonly<Record<string, string>>>> = {
  a: { ...COMMON, 'img/logo.png': 'the logo of A', 'js/legacy-menu.js': 'the menu of A' },
  b: { ...COMMON, 'img/logo.png': 'the logo of B', 'js/menu.js': 'the menu of B' },
}

const pages = (menu: string): RolloutPage[] => [
  { template: 'home.html', names: ['css/deep.css', 'css/still.css', 'js/app.js', menu], plainNames: [] },
  { template: 'by-hand.html', names: [], plainNames: ['css/site.css', 'img/logo.png', 'img/same.png'] },
]
const PAGES: Readonly<Record<ReleaseSide, RolloutPage[]>> = { a: pages('js/legacy-menu.js'), b: pages('js/menu.js') }

const WORK = { signal: new AbortController().signal, report: () => undefined, facts: null, workers: 1 }

/** The sources of a release in a folder that goes with `using`. */
export function laySources(side: ReleaseSide): { readonly path: string; [Symbol.dispose](): void } {
  const files = Object.entries(SOURCES[side])
  return layFiles(Object.fromEntries(files.map(([name, text]) => [name, { text, mtime: AGES[side] }])))
}

/** The release of these sources, with its pages. */
export async function takeFrom(side: ReleaseSide, path: string): Promise<RolloutRelease> {
  const settings = collectSettingsSchema.parse({ storage: 's3-manifest', django: SERIES, order: 'sorted' })
  const request = { settings, sources: [{ kind: 'directory', path, prefix: '' } as const], staticRoot: null }
  const origin = { kind: 'folders', display: path, commit: null } as const
  const source = { kind: 'preview', request, origin, card: null, keepGoing: false, remarks: [] } as const
  return { ...(await sideOfSource(source, side.toUpperCase(), WORK)), pages: PAGES[side] }
}

/** The calls of the upload plan for these sources into a bucket in this state, in their order. */
export async function plannedCalls(path: string, before: Listing): Promise<readonly StorageOperation[]> {
  using root = layFiles({})
  for (const [key, { savedAt, text }] of before) {
    const name = key.slice(`${LOCATION}/`.length)
    layFile(join(root.path, name), { text, mtime: Math.floor(savedAt) })
  }
  const settings = collectSettingsSchema.parse({ storage: 'manifest', django: SERIES, order: 'sorted' })
  const sources = [{ kind: 'directory', path, prefix: '' } as const]
  const preview = await previewStatic({ settings, sources, staticRoot: root.path }, WORK)
  const { first } = await planUploads(preview, true, WORK.signal)
  return first
}
