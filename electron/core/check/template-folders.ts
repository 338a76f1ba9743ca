import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { SettingsCard } from '../../../shared/model/settings-card.ts'
import type { SourceFolder } from '../collect/preview-result.ts'
import type { TemplateFolder } from './read-templates.ts'

/** The folders of templates that a project's settings name, engine by engine, each in the order of its loaders. */
export function templateFoldersOf({ templates }: Pick<SettingsCard, 'templates'>): readonly TemplateFolder[] {
  return templates.flatMap(({ backend, folders }) =>
    folders.map((path) => ({ path, engine: backend.endsWith('.Jinja2') ? ('jinja2' as const) : ('django' as const) })),
  )
}

/** The folders of a project's apps, installed packages included. */
export function appFoldersOf({ apps }: Pick<SettingsCard, 'apps'>): readonly string[] {
  return apps.map(({ path }) => path)
}

/** Folders of Django templates. */
export function djangoFolders(paths: readonly string[]): readonly TemplateFolder[] {
  return paths.map((path) => ({ path, engine: 'django' }))
}

/** Folders that a user names behind those that are known, as a further loader would come; null where there are none. */
export function withAddedFolders(
  known: readonly TemplateFolder[] | null,
  added: readonly string[],
): readonly TemplateFolder[] | null {
  return added.length === 0 ? known : [...(known ?? []), ...djangoFolders(added)]
}

/**
 * The folders of templates that lie where they mostly do: `templates` within an app, and, if asked for, beside a folder
 * of static files. Null if there is none.
 * @param besides also look beside the folders, not only within
 */
export function usualTemplateFolders(
  sources: readonly SourceFolder[],
  besides: boolean,
): readonly TemplateFolder[] | null {
  const paths = sources.flatMap(({ kind, path }) =>
    kind === 'app' ? [join(path, 'templates')] : besides ? [join(dirname(path), 'templates')] : [],
  )
  const found = [...new Set(paths)].filter((path) => existsSync(path))
  return found.length === 0 ? null : djangoFolders(found)
}
