import { lazy, Suspense, useEffect } from 'react'
import { useApp } from '../../state/store-context.ts'
import { ListAndDetail } from '../../ui/ListAndDetail.tsx'
import { DetailPane } from './DetailPane.tsx'
import { ErrorsPanel } from './ErrorsPanel.tsx'
import { FindingsPanel } from './FindingsPanel.tsx'
import { Outline } from './Outline.tsx'
import { OutlineTools } from './OutlineTools.tsx'
import { PhaseScreen } from './PhaseScreen.tsx'
import { PreviewBanners } from './PreviewBanners.tsx'
import { UploadsPanel } from './UploadsPanel.tsx'
import { Verdict } from './Verdict.tsx'
import { DifferencePane } from './DifferencePane.tsx'
import { VerifyPanel } from './VerifyPanel.tsx'
import { WhatIfBar } from './what-if/WhatIfBar.tsx'
import { WhatIfDialog } from './what-if/WhatIfDialog.tsx'
import './code.css'
import './verify.css'

const Treemap = lazy(async () => ({ default: (await import('./Treemap.tsx')).Treemap }))

/** How often the engine is asked to go on watching while the window is in sight, in ms; it stops after 90 s without. */
const FRESHNESS_EVERY = 30_000

/** What collectstatic would do: the verdict, the files or errors, and the detail of the selection. */
export function PreviewView() {
  const summary = useApp((state) => state.summary)
  const panel = useApp((state) => (state.route.view === 'preview' ? state.route.panel : 'files'))
  const split = useApp((state) => state.split)
  const setSplit = useApp((state) => state.setSplit)
  const isVerify = panel === 'verify'
  /** The box "Why not?" stands in the detail, and closes itself. */
  const isAsking = useApp((state) => state.route.view === 'preview' && state.route.why !== undefined)
  const hasDetail = useApp(
    (state) =>
      state.isDetailOpen &&
      (isVerify ? state.selectedDifference !== null : state.detail !== null || state.activeRow !== null),
  )
  const closeDetail = useApp((state) => state.closeDetail)
  const isWhatIfOpen = useApp((state) => state.isWhatIfOpen)
  useFreshness()
  if (summary === null) return <PhaseScreen />
  const list = (
    <section className="pane" aria-label={PANEL_NAMES[panel]}>
      <OutlineTools />
      {panel === 'files' && <Outline />}
      {panel === 'treemap' && (
        <Suspense fallback={null}>
          <Treemap />
        </Suspense>
      )}
      {panel === 'errors' && <ErrorsPanel />}
      {panel === 'findings' && <FindingsPanel />}
      {panel === 'uploads' && <UploadsPanel />}
      {panel === 'verify' && <VerifyPanel />}
    </section>
  )
  return (
    <div className="preview">
      {isWhatIfOpen && <WhatIfDialog />}
      <Verdict summary={summary} />
      <WhatIfBar />
      <PreviewBanners />
      <ListAndDetail
        label="Width of the files"
        share={split}
        onShare={setSplit}
        list={list}
        detail={isVerify && !isAsking ? <DifferencePane /> : <DetailPane />}
        isDetailOpen={isAsking || hasDetail}
        onCloseDetail={isAsking ? undefined : closeDetail}
      />
    </div>
  )
}

const PANEL_NAMES = {
  files: 'Files of the preview',
  treemap: 'Sizes of the files',
  errors: 'All errors',
  findings: 'All findings',
  uploads: 'Upload plan',
  verify: 'Verification',
} as const

/** Keeps the folders watched while the window is in sight, and looks once when it comes to the front. */
function useFreshness(): void {
  const check = useApp((state) => state.checkFreshness)
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') void check()
    }
    const timer = setInterval(look, FRESHNESS_EVERY)
    window.addEventListener('focus', look)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      window.removeEventListener('focus', look)
      document.removeEventListener('visibilitychange', look)
    }
  }, [check])
}
