import { join } from 'node:path'
import { collectSettingsSchema } from '../../../shared/model/collect-settings.ts'
import type { WorkContext } from '../collect/preview-context.ts'
import type { StatedSettings } from '../collect/preview-result.ts'
import { previewStatic } from '../collect/preview-static.ts'
import { layFiles } from '../files/lay-files.ts'
import type { CheckCase } from './cases/check-case-fixture.ts'
import type { Check } from './check-result.ts'
import { checkReferences } from './check-references.ts'
import { djangoFolders } from './template-folders.ts'

const work: WorkContext = { signal: new AbortController().signal, report: () => undefined, facts: null, workers: 1 }

/** Checks the files of a case, and tells its findings as the case does. */
export function runCase(given: CheckCase): Promise<string[]> {
  return withCheck(given, async ({ findings }, home) =>
    findings
      .flatMap(({ finding: { code, file, line, column, target } }) => {
        if (code === 'unused-file' && given.tellsUnused !== true) return []
        const place = line === null ? '' : `:${line}:${column ?? ''}`
        return [`${code} ${file}${place}${target === null ? '' : ` ${target}`}`.replaceAll(home, '<folder>')]
      })
      .toSorted(),
  )
}

/**
 * Checks the files of a case and hands the check on, as long as the files are there.
 * @param look gets the check and the folder of the case
 */
export async function withCheck<T>(given: CheckCase, look: (check: Check, home: string) => Promise<T>): Promise<T> {
  using folder = layFiles(given.files)
  const sources = (given.sources ?? [['static', '']]).map(([path, prefix]) => {
    return { kind: 'directory', path: join(folder.path, path), prefix } as const
  })
  const settings = collectSettingsSchema.parse({ order: 'sorted', ...given.settings })
  const staticRoot = given.staticRoot === undefined ? null : join(folder.path, given.staticRoot)
  const project = given.doubts === undefined ? {} : { project: statedBy(given.doubts, sources, folder.path) }
  const preview = await previewStatic({ settings, sources, staticRoot, ...project }, work)
  const templateFolders = djangoFolders([join(folder.path, 'templates')])
  const check = await checkReferences({ preview, templateFolders, python: new Map(), accepted: [] }, work)
  return await look(check, folder.path)
}

/** Settings of a project that says nothing unusual, but for doubts about its classes. */
function statedBy(
  doubts: readonly string[],
  sources: readonly { readonly path: string; readonly prefix: string }[],
  home: string,
): StatedSettings {
  return {
    staticfilesDirs: {
      type: 'list',
      entries: sources.map(({ path, prefix }) => ({ path, prefix: prefix === '' ? null : prefix, list: false })),
    },
    missingFolders: [],
    finders: ['django.contrib.staticfiles.finders.FileSystemFinder'],
    traits: null,
    appIgnorePatterns: [],
    scriptPrefix: '/',
    mediaUrl: '/media/',
    mediaRoot: join(home, 'media'),
    staticRoot: join(home, 'root'),
    location: join(home, 'root'),
    debug: false,
    hasStaticfilesStorage: true,
    notEmulated: doubts.map((sentence) => ({ severity: 'warning', sentence })),
  }
}
