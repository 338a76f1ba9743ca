import type { FoundPython, ProjectInspection } from '../../../shared/model/project-inspection.ts'
import type { DjangoChoice } from '../../state/slices/django.ts'

/** One environment variable of the dialog. A kept one has the value of last time, which the page does not know. */
export type DraftVariable = {
  readonly id: number
  readonly name: string
  readonly value: string
  readonly isKept: boolean
}

/** Stands for a settings module that is typed. */
export const OTHER_MODULE = 'another'
/** Stands for what manage.py or the environment says. */
export const USUAL_MODULE = 'usual'

/** What the dialog holds. */
export type DjangoDraft = {
  /** A module that was found, or one of the two words above. */
  readonly module: string
  readonly moduleText: string
  readonly interpreterId: string
  readonly variables: readonly DraftVariable[]
  readonly envFile: { readonly id: string; readonly display: string } | null
  /** Seconds that the project may take to load. */
  readonly patience: number
}

/** Sentences by field; `variable 3` is the variable of that id. */
export type DjangoErrors = Readonly<Record<string, string>>

/** A draft as the project was opened last, or as its files suggest. */
export function createDjangoDraft({ settingsModules, interpreters, last }: ProjectInspection): DjangoDraft {
  const module = last?.settingsModule ?? null
  const isFound = settingsModules.some(({ value }) => value === module)
  return {
    module: module === null ? USUAL_MODULE : isFound ? module : OTHER_MODULE,
    moduleText: module !== null && !isFound ? module : '',
    interpreterId: last?.interpreterId ?? interpreters[0]?.id ?? '',
    variables: (last?.variables ?? []).map((name, id) => ({ id, name, value: '', isKept: true })),
    envFile: last?.envFile ?? null,
    patience: 60,
  }
}

/** Adds a variable at the end, with its name if that is known. One of the same name is not added again. */
export function withVariable(draft: DjangoDraft, name: string): DjangoDraft {
  if (name !== '' && draft.variables.some((variable) => variable.name === name)) return draft
  const id = Math.max(-1, ...draft.variables.map((variable) => variable.id)) + 1
  return { ...draft, variables: [...draft.variables, { id, name, value: '', isKept: false }] }
}

/** Changes one variable; a value that is typed takes the place of the kept one. */
export function changeVariable(draft: DjangoDraft, id: number, change: Partial<DraftVariable>): DjangoDraft {
  return {
    ...draft,
    variables: draft.variables.map((variable) =>
      variable.id === id ? { ...variable, ...change, isKept: false } : variable,
    ),
  }
}

/** Takes a variable away. */
export function withoutVariable(draft: DjangoDraft, id: number): DjangoDraft {
  return { ...draft, variables: draft.variables.filter((variable) => variable.id !== id) }
}

/** The interpreter that is chosen; the first one while none is. */
export function chosenPython({ interpreters }: ProjectInspection, draft: DjangoDraft): FoundPython | null {
  return interpreters.find(({ id }) => id === draft.interpreterId) ?? interpreters[0] ?? null
}

/**
 * Checks a draft and makes the choice of it. Rows without a name and a value are left out.
 * @param consent the user allows the interpreter to run now
 */
export function checkDjangoDraft(
  inspection: ProjectInspection,
  draft: DjangoDraft,
  consent: boolean,
): { readonly choice: DjangoChoice | null; readonly errors: DjangoErrors } {
  const errors: Record<string, string> = {}
  const text = draft.moduleText.trim()
  if (draft.module === OTHER_MODULE && !/^[\w.]+$/.test(text))
    errors['module'] = 'Write a module such as shop.settings.'
  const variables = draft.variables.filter(({ name, value, isKept }) => isKept || name.trim() !== '' || value !== '')
  const seen = new Set<string>()
  for (const { id, name } of variables) {
    const trimmed = name.trim()
    if (!/^[A-Za-z_][A-Za-z0-9_]{0,199}$/.test(trimmed)) errors[`variable ${id}`] = 'Write a name such as SECRET_KEY.'
    else if (seen.has(trimmed)) errors[`variable ${id}`] = `${trimmed} is here twice.`
    seen.add(trimmed)
  }
  const python = chosenPython(inspection, draft)
  if (python === null) errors['interpreter'] = "Choose the project's own Python."
  if (python === null || Object.keys(errors).length > 0) return { choice: null, errors }
  const typed = variables.filter(({ isKept }) => !isKept)
  return {
    choice: {
      grantId: inspection.grantId,
      settingsModule:
        draft.module === USUAL_MODULE
          ? inspection.usual.settingsModule
          : draft.module === OTHER_MODULE
            ? text
            : draft.module,
      interpreterId: python.id,
      environment: Object.fromEntries(typed.map(({ name, value }) => [name.trim(), value])),
      keptVariables: variables.filter(({ isKept }) => isKept).map(({ name }) => name),
      envFileId: draft.envFile?.id ?? null,
      patience: draft.patience,
      consent,
    },
    errors,
  }
}
