import type { CollectSettings } from '../../../shared/model/collect-settings.ts'
import { collectSettingsSchema } from '../../../shared/model/collect-settings.ts'
import type { Grant } from '../../../shared/model/project.ts'
import type { FolderChoice } from '../../state/slices/projects.ts'

/** One folder of the dialog, as far as it has been filled in. */
export type DraftSource = {
  readonly grant: Grant
  readonly kind: 'directory' | 'app'
  /** Prefix of a folder, or label of an app. */
  readonly text: string
}

/** What the dialog holds. Numbers and patterns are kept as typed until they are checked. */
export type Draft = {
  readonly sources: readonly DraftSource[]
  readonly staticRoot: Grant | null
  readonly settings: CollectSettings
  readonly ignoreText: string
  readonly maxPassesText: string
  readonly releaseIdText: string
}

/** Sentences by field; a field without one is fine. `source 2` is the third folder. */
export type DraftErrors = Readonly<Record<string, string>>

/** A draft with the settings of last time. */
export function createDraft(settings: CollectSettings): Draft {
  return {
    sources: [],
    staticRoot: null,
    settings,
    ignoreText: settings.ignore.join('\n'),
    maxPassesText: String(settings.maxPasses),
    releaseIdText: settings.releaseId ?? '',
  }
}

/** Adds folders at the end; one that is there already is left out. */
export function withFolders(draft: Draft, grants: readonly Grant[]): Draft {
  const isNew = (grant: Grant) => !draft.sources.some((source) => source.grant.display === grant.display)
  const added = grants.filter(isNew).map((grant) => ({ grant, kind: 'directory' as const, text: '' }))
  return { ...draft, sources: [...draft.sources, ...added] }
}

/** Moves a folder by one place; the ends stay where they are. */
export function moveSource(draft: Draft, index: number, by: -1 | 1): Draft {
  const sources = [...draft.sources]
  const moved = sources[index]
  const other = sources[index + by]
  if (moved === undefined || other === undefined) return draft
  sources[index] = other
  sources[index + by] = moved
  return { ...draft, sources }
}

/**
 * Checks a draft with the schema of the contract.
 * Folders come before apps, as Django's FileSystemFinder is asked before its AppDirectoriesFinder.
 */
export function checkDraft(draft: Draft): { readonly choice: FolderChoice | null; readonly errors: DraftErrors } {
  const errors: Record<string, string> = {}
  if (draft.sources.length === 0) errors['sources'] = 'Add at least one folder.'
  draft.sources.forEach((source, index) => {
    if (source.kind === 'app' && source.text.trim() === '') errors[`source ${index}`] = 'Give the app its label.'
    // Django's check E003: a prefix must not end with a slash.
    if (source.kind === 'directory' && source.text.endsWith('/'))
      errors[`source ${index}`] = 'Leave out the slash at the end.'
  })
  const parsed = collectSettingsSchema.safeParse({
    ...draft.settings,
    ignore: draft.ignoreText
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    maxPasses: /^\d+$/.test(draft.maxPassesText.trim()) ? Number(draft.maxPassesText) : Number.NaN,
    releaseId: draft.releaseIdText.trim() === '' ? null : draft.releaseIdText.trim(),
  })
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const field = String(issue.path[0] ?? '')
      errors[field] = WORDS[field] ?? issue.message
    }
  }
  if (parsed.success && !parsed.data.staticUrl.endsWith('/')) errors['staticUrl'] = 'Django wants a slash at the end.'
  if (!parsed.success || Object.keys(errors).length > 0) return { choice: null, errors }
  return {
    choice: {
      sources: draft.sources.map(({ grant, kind, text }) => ({
        grantId: grant.id,
        prefix: kind === 'directory' ? text.trim() : '',
        appLabel: kind === 'app' ? text.trim() : null,
      })),
      staticRootGrantId: draft.staticRoot?.id ?? null,
      settings: parsed.data,
    },
    errors,
  }
}

const WORDS: Readonly<Record<string, string>> = {
  staticUrl: 'Write a URL or a path, for example /static/.',
  maxPasses: 'Write a whole number from 0 to 1000.',
  releaseId: 'At most 200 characters.',
  ignore: 'One pattern per line, at most 1,000.',
}
