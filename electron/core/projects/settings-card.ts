import type { SettingsCard } from '../../../shared/model/settings-card.ts'
import { emulateFinders } from './emulate-finders.ts'
import { emulateStorage } from './emulate-storage.ts'
import { doubtsOf } from './project-request.ts'
import type { ProjectFacts } from './reader-answer.ts'
import { settingsWarnings } from './settings-warnings.ts'

/** The card of a project: all that its Python told, with warnings. */
export function settingsCard(project: string, facts: ProjectFacts): SettingsCard {
  const { built } = facts.storage
  const storage = emulateStorage(facts)
  const doubts = doubtsOf(facts, storage, undefined, emulateFinders(facts).notEmulated)
  return {
    project,
    settingsModule: facts.settingsModule,
    python: { file: facts.executable, version: facts.python },
    django: facts.djangoFull,
    settings: facts.settings,
    staticUrl: facts.staticUrl,
    scriptPrefix: facts.scriptPrefix,
    storage: {
      backend: facts.storage.backend,
      ancestry: built?.ancestry ?? [],
      kind: built === null ? null : storage.kind,
      options: facts.storage.options,
      values: built?.values ?? {},
    },
    finders: facts.finders.map((finder) => ({ path: finder.path, folders: finder.built?.storages ?? [] })),
    apps: facts.apps.map(({ label, path, distribution, version, hasStatic }) => ({
      label,
      path,
      distribution,
      version,
      hasStatic,
    })),
    ignorePatterns: facts.ignorePatterns ?? [],
    templates: facts.templates,
    middleware: facts.middleware,
    whitenoise: facts.whitenoise,
    notEmulated: doubts,
    warnings: settingsWarnings(facts, storage, doubts),
  }
}
