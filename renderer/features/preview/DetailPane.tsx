import { FileSearch, FileX, MousePointerClick } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import type { FileDetail } from '../../../shared/model/preview.ts'
import { formatCount } from '../../../shared/text/format-bytes.ts'
import { DETAIL_TABS } from '../../state/route.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { CandidatesTab } from './CandidatesTab.tsx'
import { ContentTab } from './ContentTab.tsx'
import { GroupDetail } from './GroupDetail.tsx'
import { IgnoredDetail } from './IgnoredDetail.tsx'
import { OverviewTab } from './OverviewTab.tsx'
import { ReferencesTab } from './ReferencesTab.tsx'
import { DifferenceNote } from './what-if/DifferenceNote.tsx'
import { RemovedDetail } from './what-if/RemovedDetail.tsx'
import { WhyPane } from './WhyPane.tsx'

/** Why the selected row is as it is. */
export function DetailPane() {
  const detail = useApp((state) => state.detail)
  const activeRow = useApp((state) => state.activeRow)
  const name = useApp((state) => (state.route.view === 'preview' ? state.route.name : null))
  const panel = useApp((state) => (state.route.view === 'preview' ? state.route.panel : 'files'))
  const isWhatIf = useApp((state) => state.whatIf !== null)
  const isAsking = useApp((state) => state.route.view === 'preview' && state.route.why !== undefined)
  const openWhy = useApp((state) => state.openWhy)
  const closeWhy = useApp((state) => state.closeWhy)
  const loadDetail = useApp((state) => state.loadDetail)
  const closeDetail = useApp((state) => state.closeDetail)
  const isAwaited = useApp((state) => state.isDetailAwaited)
  const settleDetail = useApp((state) => state.settleDetail)
  const hasFiles = useApp((state) => (state.summary?.counts.files ?? 0) > 0)
  const pane = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const isShown = detail === null || detail.name === name
    if (!isAwaited || !isShown || isAsking) return
    const target = pane.current?.querySelector<HTMLElement>('[role=tab][aria-selected=true], h2[tabindex="-1"]')
    if (target == null) return
    target.focus()
    settleDetail()
  }, [isAwaited, isAsking, detail, name, activeRow, settleDetail])
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    if (isAsking) closeWhy()
    else closeDetail()
    document.querySelector<HTMLElement>('[role=treegrid]')?.focus()
  }
  const content = () => {
    if (isAsking) return <WhyPane />
    if (name === null && activeRow?.kind === 'group') return <GroupDetail row={activeRow} />
    if (name === null && activeRow?.kind === 'removed') return <RemovedDetail row={activeRow} />
    if (name === null && activeRow?.kind === 'ignored') return <IgnoredDetail row={activeRow} />
    if (name === null && !hasFiles) return null
    if (name === null) {
      return (
        <EmptyState
          icon={<MousePointerClick size={20} />}
          title={panel === 'errors' ? 'Choose an error' : panel === 'findings' ? 'Choose a finding' : 'Choose a file'}
          text={
            panel === 'errors' || panel === 'findings'
              ? 'The place, the cause and the file appear here.'
              : 'Its source, candidates, references and content appear here.'
          }
        />
      )
    }
    if (detail === null || detail.state === 'loading') return <DetailSkeleton />
    if (detail.state === 'failed') {
      const isGone = detail.error.code === 'not-found'
      return (
        <EmptyState
          icon={isGone ? <FileX size={20} /> : <FileSearch size={20} />}
          title={isGone ? 'Not in this preview' : 'The file could not be read'}
          text={isGone ? `No finder yields ${detail.name}.` : detail.error.message}
        >
          {isGone && <Button onPress={() => openWhy(detail.name)}>Why not?</Button>}
          <Button onPress={() => void loadDetail(detail.name)}>Try again</Button>
        </EmptyState>
      )
    }
    return (
      <>
        {isWhatIf && <DifferenceNote name={detail.file.name} />}
        <DetailTabs file={detail.file} />
      </>
    )
  }
  return (
    <div className="detail-pane" ref={pane} onKeyDown={press}>
      {content()}
    </div>
  )
}

function DetailTabs({ file }: { readonly file: FileDetail }) {
  const tab = useApp((state) => (state.route.view === 'preview' ? state.route.tab : 'overview'))
  const showPreview = useApp((state) => state.showPreview)
  return (
    <Tabs
      className="detail-tabs"
      selectedKey={tab}
      onSelectionChange={(key) => {
        const chosen = DETAIL_TABS.find((id) => id === key)
        if (chosen !== undefined && chosen !== tab) showPreview({ tab: chosen }, 'replace')
      }}
    >
      <TabList className="tabs" aria-label={`About ${file.name}`}>
        <Tab id="overview" className="tab">
          Overview
        </Tab>
        <Tab id="candidates" className="tab">
          Candidates <span className="tab-count">{formatCount(file.candidates.length)}</span>
        </Tab>
        <Tab id="references" className="tab">
          References <span className="tab-count">{formatCount(file.referencesOut.length + file.users.total)}</span>
        </Tab>
        <Tab id="content" className="tab">
          Content
        </Tab>
      </TabList>
      <TabPanel id="overview" className="tab-panel">
        <OverviewTab file={file} />
      </TabPanel>
      <TabPanel id="candidates" className="tab-panel tab-panel-content">
        <CandidatesTab file={file} />
      </TabPanel>
      <TabPanel id="references" className="tab-panel">
        <ReferencesTab file={file} />
      </TabPanel>
      <TabPanel id="content" className="tab-panel tab-panel-content">
        <ContentTab file={file} />
      </TabPanel>
    </Tabs>
  )
}

function DetailSkeleton() {
  return (
    <div className="detail" aria-busy="true" aria-label="Reading the file">
      {[60, 40, 90, 75, 80].map((width) => (
        <span key={width} className="skeleton-bar" style={{ width: `${width}%` }} />
      ))}
    </div>
  )
}
