import { CHECK_GROUPINGS } from '../../shared/model/check-groupings.ts'
import type { AppStore } from '../state/app-store.ts'
import { referencesOf } from '../state/references-of.ts'
import { projectOf } from '../state/route.ts'
import type { Action } from './actions.ts'

const DOCUMENTS = [
  { id: 'sarif', label: 'Export the findings as SARIF' },
  { id: 'json', label: 'Export the check as JSON' },
  { id: 'markdown', label: 'Export the findings as Markdown' },
  { id: 'accepted', label: 'Save the accepted findings' },
] as const

const LISTS = [
  { id: 'findings', label: 'Show the findings of the check' },
  { id: 'pages', label: 'Show pages and the names that they need' },
  { id: 'unused', label: 'Show files that nobody asks for' },
] as const

/** What can be done with the references of a project, in the state that the window is in now. */
export function listReferencesActions(store: AppStore): readonly Action[] {
  const state = store.getState()
  const { route } = state
  const isReferences = route.view === 'references' && state.checkSummary !== null
  const finding = isReferences && state.shownFinding?.state === 'ready' ? state.shownFinding.detail : null
  const at = (
    id: string,
    label: string,
    shortcut: string | null,
    run: () => unknown,
    isAvailable = isReferences,
  ): Action => ({ id, group: 'References', label, shortcut, isAvailable, run: () => void run() })
  return [
    {
      ...at('show-references', 'References', 'Mod+3', () => showReferences(store), projectOf(route) !== null),
      group: 'Go',
    },
    at('next-finding', 'Next finding', 'J', () => state.stepFinding(true)),
    at('previous-finding', 'Previous finding', 'K', () => state.stepFinding(false)),
    at(
      'accept-finding',
      'Accept the finding…',
      null,
      () => finding !== null && state.openAccept(finding),
      finding !== null && finding.finding.accepted === null,
    ),
    at('choose-accepted', 'Choose the file of accepted findings…', null, state.chooseAccepted),
    ...LISTS.map(({ id, label }) =>
      at(`list-${id}`, label, null, () => state.showReferences({ list: id, selected: null })),
    ),
    ...CHECK_GROUPINGS.map((by) =>
      at(`findings-by-${by}`, `Group findings by ${by}`, null, () => state.showReferences({ by })),
    ),
    ...DOCUMENTS.map(({ id, label }) => at(`export-check-${id}`, label, null, () => state.exportCheck(id))),
  ]
}

function showReferences(store: AppStore): void {
  const { route, navigate, lastReferences } = store.getState()
  const projectId = projectOf(route)
  if (route.view === 'references' || projectId === null) return
  navigate(lastReferences?.projectId === projectId ? lastReferences : referencesOf(projectId))
}
