import { useApp } from '../../state/store-context.ts'
import { ListAndDetail } from '../../ui/ListAndDetail.tsx'
import { AcceptDialog } from './AcceptDialog.tsx'
import { CheckPhaseScreen } from './CheckPhaseScreen.tsx'
import { CheckTools } from './CheckTools.tsx'
import { CheckVerdict } from './CheckVerdict.tsx'
import { FindingPane } from './FindingPane.tsx'
import { FindingsGrid } from './FindingsGrid.tsx'
import { PagePane } from './PagePane.tsx'
import { PagesList } from './PagesList.tsx'
import { ReachDialog } from './ReachDialog.tsx'
import { StaleCheck } from './StaleCheck.tsx'
import { UnusedList } from './UnusedList.tsx'
import { UnusedPane } from './UnusedPane.tsx'
import './references.css'

const LIST_NAMES = { findings: 'Findings of the check', pages: 'Pages', unused: 'Unused files' } as const

/** Everything that asks for a file, and whether it gets it: the verdict, the findings, and the detail of the selection. */
export function ReferencesView() {
  const summary = useApp((state) => state.checkSummary)
  const list = useApp((state) => (state.route.view === 'references' ? state.route.list : 'findings'))
  const split = useApp((state) => state.split)
  const setSplit = useApp((state) => state.setSplit)
  const reach = useApp((state) => state.reachDialog)
  const isAccepting = useApp((state) => state.acceptDialog !== null)
  const isDetailOpen = useApp(
    (state) => state.isDetailOpen && state.route.view === 'references' && state.route.selected !== null,
  )
  const closeDetail = useApp((state) => state.closeDetail)
  if (summary === null) return <CheckPhaseScreen />
  const lists = (
    <section className="pane" aria-label={LIST_NAMES[list]}>
      <CheckTools summary={summary} />
      {list === 'findings' && <FindingsGrid />}
      {list === 'pages' && <PagesList />}
      {list === 'unused' && <UnusedList />}
    </section>
  )
  const detail = list === 'findings' ? <FindingPane /> : list === 'pages' ? <PagePane /> : <UnusedPane />
  return (
    <div className="preview references-view">
      {isAccepting && <AcceptDialog />}
      {reach !== null && <ReachDialog reach={reach} />}
      <CheckVerdict summary={summary} />
      <StaleCheck summary={summary} />
      <ListAndDetail
        label="Width of the findings"
        share={split}
        onShare={setSplit}
        list={lists}
        detail={detail}
        isDetailOpen={isDetailOpen}
        onCloseDetail={closeDetail}
      />
    </div>
  )
}
