import { lazy, Suspense, useMemo, useState } from 'react'
import { useApp, useAppStore } from '../state/store-context.ts'
import { WelcomeView } from '../features/projects/WelcomeView.tsx'
import { ErrorBoundary } from './ErrorBoundary.tsx'
import { Shell } from './Shell.tsx'
import { useShortcuts } from './use-shortcuts.ts'

const PreviewView = lazy(async () => ({ default: (await import('../features/preview/PreviewView.tsx')).PreviewView }))
const CompareView = lazy(async () => ({ default: (await import('../features/compare/CompareView.tsx')).CompareView }))
const SettingsView = lazy(async () => ({
  default: (await import('../features/settings/SettingsView.tsx')).SettingsView,
}))
const OpenFoldersDialog = lazy(async () => ({
  default: (await import('../features/projects/OpenFoldersDialog.tsx')).OpenFoldersDialog,
}))
const OpenDjangoDialog = lazy(async () => ({
  default: (await import('../features/projects/OpenDjangoDialog.tsx')).OpenDjangoDialog,
}))
const SettingsCardView = lazy(async () => ({
  default: (await import('../features/settings-card/SettingsCardView.tsx')).SettingsCardView,
}))
const RolloutView = lazy(async () => ({ default: (await import('../features/rollout/RolloutView.tsx')).RolloutView }))
const CollectDialog = lazy(async () => ({
  default: (await import('../features/projects/CollectDialog.tsx')).CollectDialog,
}))
const ReleasesView = lazy(async () => ({
  default: (await import('../features/releases/ReleasesView.tsx')).ReleasesView,
}))
const TakeReleaseDialog = lazy(async () => ({
  default: (await import('../features/releases/TakeReleaseDialog.tsx')).TakeReleaseDialog,
}))
const ReferencesView = lazy(async () => ({
  default: (await import('../features/references/ReferencesView.tsx')).ReferencesView,
}))
const AcceptedFileDialog = lazy(async () => ({
  default: (await import('../features/references/AcceptedFileDialog.tsx')).AcceptedFileDialog,
}))
const CommandPalette = lazy(async () => ({ default: (await import('./CommandPalette.tsx')).CommandPalette }))
const ShortcutSheet = lazy(async () => ({ default: (await import('./ShortcutSheet.tsx')).ShortcutSheet }))

/** The whole window: the shell, the view that the route names, and the layers above them. */
export function App() {
  const store = useAppStore()
  const view = useApp((state) => state.route.view)
  const isChoosingFolders = useApp((state) => state.isChoosingFolders)
  const isOpeningDjango = useApp((state) => state.djangoDialog !== null)
  const isCollecting = useApp((state) => state.collectDialog !== null)
  const isTaking = useApp((state) => state.takeDialog !== null)
  const isChoosingAccepted = useApp((state) => state.isChoosingAccepted)
  const [layer, setLayer] = useState<'palette' | 'shortcuts' | null>(null)
  const layers = useMemo(
    () => ({ openPalette: () => setLayer('palette'), openShortcuts: () => setLayer('shortcuts') }),
    [],
  )
  useShortcuts(store, layers)
  const close = () => setLayer(null)
  const copyReport = (text: string) => void store.getState().copyText(text, 'Report')

  return (
    <Shell layers={layers}>
      <ErrorBoundary key={view} name={NAMES[view]} onCopy={copyReport}>
        <Suspense fallback={null}>
          {view === 'welcome' && <WelcomeView />}
          {view === 'preview' && <PreviewView />}
          {view === 'compare' && <CompareView />}
          {view === 'references' && <ReferencesView />}
          {view === 'rollout' && <RolloutView />}
          {view === 'card' && <SettingsCardView />}
          {view === 'releases' && <ReleasesView />}
          {view === 'settings' && <SettingsView />}
        </Suspense>
      </ErrorBoundary>
      <Suspense fallback={null}>
        {isChoosingFolders && <OpenFoldersDialog />}
        {isOpeningDjango && <OpenDjangoDialog />}
        {isCollecting && <CollectDialog />}
        {isTaking && <TakeReleaseDialog />}
        {isChoosingAccepted && <AcceptedFileDialog />}
        {layer === 'palette' && <CommandPalette layers={layers} onClose={close} />}
        {layer === 'shortcuts' && <ShortcutSheet layers={layers} onClose={close} />}
      </Suspense>
    </Shell>
  )
}

const NAMES = {
  welcome: 'The start page',
  preview: 'The preview',
  compare: 'The comparison',
  references: 'References',
  rollout: 'The rollout',
  card: 'The settings card',
  releases: 'The releases',
  settings: 'The settings',
} as const
