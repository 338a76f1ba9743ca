import { listCompareActions } from './compare-actions.ts'
import { listReferencesActions } from './references-actions.ts'
import { parseWhatIfId } from '../../shared/text/what-if-id.ts'
import { describeStorage } from '../../shared/text/describe-storage.ts'
import { DJANGO_SERIES } from '../../shared/model/django-series.ts'
import { STORAGE_KINDS } from '../../shared/model/storage-kinds.ts'
import type { AppStore } from '../state/app-store.ts'
import { previewOf } from '../state/preview-of.ts'
import { projectOf } from '../state/route.ts'
import { rolloutActions } from './rollout-actions.ts'
import { THEMES } from '../state/slices/preferences.ts'

/** Something the user can do; menus, palette and keys all carry out these. */
export type Action = {
  /** Also the name of the native menu's command. */
  readonly id: string
  readonly group: string
  readonly label: string
  readonly shortcut: string | null
  readonly isAvailable: boolean
  readonly run: () => void
}

/** The parts of the shell that actions open. */
export type Layers = { readonly openPalette: () => void; readonly openShortcuts: () => void }

const THEME_LABELS = { system: 'as the system', light: 'light', dark: 'dark', contrast: 'high contrast' } as const

/** Every action in the state that the window is in now. */
export function listActions(store: AppStore, layers: Layers): readonly Action[] {
  const state = store.getState()
  const { route } = state
  const projectId = projectOf(route)
  const project = projectId === null ? undefined : state.projects[projectId]
  const isWhatIf = projectId !== null && parseWhatIfId(projectId) !== null
  const isPreview = route.view === 'preview' && state.summary !== null
  const isCompare = route.view === 'compare'
  const isReferences = route.view === 'references' && state.checkSummary !== null
  const detail = state.detail?.state === 'ready' ? state.detail.file : null
  const running = Object.values(state.jobs).find((job) => job.state === 'running')
  const at = (
    group: string,
    id: string,
    label: string,
    shortcut: string | null,
    run: () => unknown,
    isAvailable = true,
  ): Action => ({ id, group, label, shortcut, isAvailable, run: () => void run() })

  return [
    at('Open', 'open-django', 'Open a Django project…', 'Mod+O', () => state.openDjangoDialog()),
    at('Open', 'open-folders', 'Open folders…', 'Mod+Shift+O', () => state.openFolderDialog()),
    at('Open', 'open-sample', 'Open the sample shop', null, () => state.openSample()),
    at('Open', 'show-welcome', 'Start page', null, () => state.navigate({ view: 'welcome' })),
    at('Go', 'show-preview', 'Preview', 'Mod+1', () => showProject(store), projectId !== null),
    at('Go', 'show-compare', 'Compare releases', 'Mod+2', () => state.goToComparison()),
    at('Go', 'show-rollout', 'Rollout: who breaks while two releases overlap', 'Mod+4', () => state.goToRollout()),
    ...rolloutActions(state).map(([id, label, run]) => at('Rollout', id, label, null, run)),
    at(
      'Go',
      'settings-card',
      'Settings card: what the project’s settings say, and where',
      'Mod+Shift+E',
      () => projectId !== null && state.navigate({ view: 'card', projectId }),
      project?.kind === 'django',
    ),
    at('Go', 'releases', 'Releases: list, take, compare', null, () =>
      state.navigate({ view: 'releases', projectId, release: null }),
    ),
    at('Open', 'take-release', 'Take a release…', null, () => state.openTake()),
    at('Go', 'settings', 'Settings', 'Mod+,', () => state.navigate({ view: 'settings', projectId })),
    at('Go', 'back', 'Back', 'Alt+ArrowLeft', () => window.history.back()),
    at('Go', 'forward', 'Forward', 'Alt+ArrowRight', () => window.history.forward()),
    at('Go', 'palette', 'Search files and actions', 'Mod+K', layers.openPalette),
    at('Go', 'shortcuts', 'Keyboard shortcuts', '?', layers.openShortcuts),
    at(
      isCompare ? 'Compare' : route.view === 'references' ? 'References' : 'Preview',
      'refresh',
      isCompare
        ? 'Compare again'
        : route.view === 'references'
          ? 'Check the references again'
          : 'Run the preview again',
      'F5',
      () => refresh(store),
      projectId !== null || isCompare,
    ),
    at(
      'Preview',
      'cancel',
      'Cancel the running job',
      null,
      () => running && state.cancelJob(running.id),
      running !== undefined,
    ),
    at('Preview', 'search', 'Filter files', 'Mod+F', focusFilter, isPreview || isReferences || isCompare),
    at(
      'Preview',
      'why',
      'Why is this file not collected?',
      'Mod+Shift+Y',
      () => state.openWhy(detail?.name),
      isPreview,
    ),
    at(
      'Preview',
      'verify',
      'Verify with the project’s Django',
      null,
      () => state.startVerify(),
      isPreview && !isWhatIf && project?.kind === 'django',
    ),
    at('Preview', 'collect', 'Collect into a folder…', null, () => state.openCollect(), isPreview && !isWhatIf),
    at('Preview', 'show-files', 'Show files', 'Alt+1', () => state.showPreview({ panel: 'files' }), isPreview),
    at('Preview', 'show-treemap', 'Show files by size', null, () => state.showPreview({ panel: 'treemap' }), isPreview),
    at('Preview', 'show-errors', 'Show all errors', 'Alt+2', () => state.showPreview({ panel: 'errors' }), isPreview),
    at('Preview', 'show-uploads', 'Show upload plan', null, () => state.showPreview({ panel: 'uploads' }), isPreview),
    at('Preview', 'show-findings', 'Show findings', 'Alt+3', () => state.showPreview({ panel: 'findings' }), isPreview),
    at('Preview', 'expand-all', 'Expand all groups', null, () => state.toggleAll(true), isPreview),
    at('Preview', 'collapse-all', 'Collapse all groups', null, () => state.toggleAll(false), isPreview),
    at('Preview', 'export-csv', 'Export the rows as CSV', null, () => state.saveExport('csv'), isPreview),
    at('Preview', 'export-json', 'Export the preview as JSON', null, () => state.saveExport('json'), isPreview),
    at(
      'Preview',
      'export-markdown',
      'Export a summary as Markdown',
      null,
      () => state.saveExport('markdown'),
      isPreview,
    ),
    ...(['path', 'provider', 'type'] as const).map((grouping) =>
      at('Preview', `group-${grouping}`, `Group by ${grouping}`, null, () => state.setQuery({ grouping }), isPreview),
    ),
    ...listCompareActions(store),
    ...listReferencesActions(store),
    at('File', 'copy-name', 'Copy name', null, () => detail && state.copyText(detail.name, 'Name'), detail !== null),
    at(
      'File',
      'copy-url',
      'Copy URL',
      null,
      () => detail?.url && state.copyText(detail.url, 'URL'),
      detail?.url != null,
    ),
    at(
      'File',
      'copy-path',
      'Copy source path',
      null,
      () => detail && state.copyText(detail.source, 'Path'),
      detail !== null,
    ),
    at(
      'File',
      'reveal',
      'Reveal in folder',
      null,
      () => detail && state.revealSource(detail.name),
      detail !== null && state.host?.kind === 'electron',
    ),
    at('What if', 'what-if', 'What if…', 'Mod+Shift+L', () => state.openWhatIf(), isPreview),
    at('What if', 'what-if-reset', 'Back to the project as it is', null, () => state.resetWhatIf(), isWhatIf),
    ...DJANGO_SERIES.map((django) =>
      at(
        'What if',
        `django-${django}`,
        `What if: Django ${django}`,
        null,
        () => state.tryChange({ django }),
        project !== undefined && project.settings.django !== django,
      ),
    ),
    ...STORAGE_KINDS.map((storage) =>
      at(
        'What if',
        `storage-${storage}`,
        `What if: ${describeStorage(storage).label}`,
        null,
        () => state.tryChange({ storage }),
        project !== undefined && project.settings.storage !== storage,
      ),
    ),
    at(
      'What if',
      'own-settings',
      'What if: back to the project’s own settings',
      null,
      () => project?.django && state.configureProject(project.id, project.django.own, 'clean'),
      project?.django != null,
    ),
    ...(['clean', 'configured'] as const).map((choice) =>
      at(
        'What if',
        `static-root-${choice}`,
        choice === 'clean' ? 'What if: a clean STATIC_ROOT' : 'What if: STATIC_ROOT as it is now',
        null,
        () => project && state.configureProject(project.id, {}, choice),
        project !== undefined && project.configuredStaticRoot !== null && project.staticRootChoice !== choice,
      ),
    ),
    ...THEMES.map((theme) =>
      at(
        'Look',
        `theme-${theme}`,
        `Theme: ${THEME_LABELS[theme]}`,
        null,
        () => state.setTheme(theme),
        state.theme !== theme,
      ),
    ),
  ]
}

/** Keys that do the same as an action's own shortcut. */
export const SECOND_SHORTCUTS: Readonly<Record<string, string>> = { refresh: 'Mod+R', search: '/' }

function showProject(store: AppStore): void {
  const { route, navigate, lastPreview } = store.getState()
  const projectId = projectOf(route)
  if (route.view === 'preview' || projectId === null) return
  navigate(lastPreview?.projectId === projectId ? lastPreview : previewOf(projectId))
}

function refresh(store: AppStore): void {
  const { route, startPreview, startCheck, navigate, lastPreview } = store.getState()
  if (route.view === 'compare') {
    void store.getState().startComparison()
    return
  }
  const projectId = projectOf(route)
  if (projectId === null) return
  if (route.view === 'references') {
    void startCheck(route.projectId)
    return
  }
  if (route.view === 'settings' && lastPreview !== null) navigate(lastPreview)
  void startPreview(projectId)
}

function focusFilter(): void {
  const field = document.querySelector<HTMLInputElement>('[data-filter-field] input')
  field?.focus()
  field?.select()
}
