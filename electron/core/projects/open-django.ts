import { InspectorError } from '../../../shared/contract/errors.ts'
import { type CollectSettings, DEFAULT_COLLECT_SETTINGS } from '../../../shared/model/collect-settings.ts'
import type { PreviewRequest } from '../collect/preview-result.ts'
import type { KeptProject } from '../releases/kept-projects.ts'
import type { WhatIf } from './django-choice.ts'
import { type Overrides, ownSettings, refuseProject, requestOf } from './project-request.ts'
import type { ProjectFacts } from './reader-answer.ts'

/** A Django project with what follows from its last reading and the what-if. */
export type OpenDjango = KeptProject & {
  /** What its own settings say. */
  readonly own: CollectSettings
  /** Why collectstatic would not even begin, null if it would. */
  readonly refusal: InspectorError | null
}

/** Works out what a project's facts and the what-if ask for; folders that are missing are looked for anew. */
export function openDjango(
  kept: KeptProject,
  facts: ProjectFacts,
): { readonly django: OpenDjango; readonly request: PreviewRequest } {
  const overrides = overridesOf(kept.whatIf)
  try {
    const own = ownSettings(facts)
    const refusal = refusalOf(() => refuseProject(facts, overrides))
    return { django: { ...kept, own, refusal }, request: requestOf(facts, overrides) }
  } catch (error) {
    if (!(error instanceof InspectorError)) throw error
    const settings = { ...DEFAULT_COLLECT_SETTINGS, django: facts.django }
    const request: PreviewRequest = { settings, sources: [], staticRoot: null }
    return { django: { ...kept, own: settings, refusal: error }, request }
  }
}

/** The settings of a what-if that differ from the project's own. */
export function whatDiffers(own: CollectSettings, chosen: CollectSettings): Partial<CollectSettings> {
  const changed = namesThatDiffer(own, chosen)
  return Object.fromEntries(Object.entries(chosen).filter(([name]) => changed.includes(name)))
}

/** Names of settings in which two differ. */
export function namesThatDiffer(own: CollectSettings, chosen: CollectSettings): string[] {
  const before = new Map<string, unknown>(Object.entries(own))
  return Object.entries(chosen).flatMap(([name, value]) =>
    JSON.stringify(before.get(name)) === JSON.stringify(value) ? [] : [name],
  )
}

function overridesOf({ settings, staticRoot }: WhatIf): Overrides {
  return {
    settings,
    staticRoot: staticRoot === 'configured' ? { kind: 'configured' } : null,
    hasOutput: staticRoot === 'assumed',
  }
}

function refusalOf(check: () => void): InspectorError | null {
  try {
    check()
    return null
  } catch (error) {
    if (error instanceof InspectorError) return error
    throw error
  }
}
