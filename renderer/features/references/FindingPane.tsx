import { FileSearch, MousePointerClick } from 'lucide-react'
import { type KeyboardEvent, lazy, Suspense, useEffect, useRef } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import type { FindingDetail, Served } from '../../../shared/model/check.ts'
import { CHECK_TABS } from '../../state/route.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { FindingTab } from './FindingTab.tsx'
import { UsersTab } from './UsersTab.tsx'

const NeighboursTab = lazy(async () => ({ default: (await import('./NeighboursTab.tsx')).NeighboursTab }))
const ReadingsTab = lazy(async () => ({ default: (await import('./ReadingsTab.tsx')).ReadingsTab }))

/** What the selected finding means and what to do about it. */
export function FindingPane() {
  const shown = useApp((state) => state.shownFinding)
  const selected = useApp((state) => (state.route.view === 'references' ? state.route.selected : null))
  const loadFinding = useApp((state) => state.loadFinding)
  const closeDetail = useApp((state) => state.closeDetail)
  const isAwaited = useApp((state) => state.isDetailAwaited)
  const settle = useApp((state) => state.settleDetail)
  const pane = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!isAwaited || shown?.state !== 'ready') return
    const tab = pane.current?.querySelector<HTMLElement>('[role=tab][aria-selected=true]')
    if (tab == null) return
    tab.focus()
    settle()
  }, [isAwaited, shown, settle])
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    closeDetail()
    document.querySelector<HTMLElement>('[role=treegrid]')?.focus()
  }
  const content = () => {
    if (selected === null || shown === null)
      return (
        <EmptyState
          icon={<MousePointerClick size={20} />}
          title="Choose a finding"
          text="What Django and a browser make of the place, and what to do about it, appears here. J and K go through them."
        />
      )
    if (shown.state === 'loading') return <div className="detail" aria-busy="true" aria-label="Reading the finding" />
    if (shown.state === 'failed') {
      const isGone = shown.error.code === 'not-found'
      return (
        <EmptyState
          icon={<FileSearch size={20} />}
          title={isGone ? 'This finding is gone' : 'The finding could not be read'}
          text={isGone ? 'The newest check has none at this place any more.' : shown.error.message}
        >
          {!isGone && <Button onPress={() => void loadFinding(shown.id)}>Try again</Button>}
        </EmptyState>
      )
    }
    return <FindingTabs key={shown.id} detail={shown.detail} />
  }
  return (
    <div className="detail-pane" ref={pane} onKeyDown={press}>
      {content()}
    </div>
  )
}

/** What is served from the site's own static files, so that others can ask for it too. */
const IN_SITE: ReadonlySet<Served> = new Set(['hashed', 'plain', 'missing', 'wrong-case'])

function FindingTabs({ detail }: { readonly detail: FindingDetail }) {
  const tab = useApp((state) => (state.route.view === 'references' ? state.route.tab : 'finding'))
  const show = useApp((state) => state.showReferences)
  const { finding, reference } = detail
  const target = reference === null || !IN_SITE.has(reference.served) ? null : reference.resolved
  return (
    <Tabs
      className="detail-tabs"
      selectedKey={tab}
      onSelectionChange={(key) => {
        const chosen = CHECK_TABS.find((id) => id === key)
        if (chosen !== undefined && chosen !== tab) show({ tab: chosen }, 'replace')
      }}
    >
      <TabList className="tabs" aria-label={`About ${finding.code} in ${finding.file}`}>
        <Tab id="finding" className="tab">
          Finding
        </Tab>
        <Tab id="readings" className="tab">
          Two readings
        </Tab>
        <Tab id="users" className="tab">
          Who uses it
        </Tab>
        <Tab id="neighbours" className="tab">
          Neighbours
        </Tab>
      </TabList>
      <TabPanel id="finding" className="tab-panel">
        <FindingTab detail={detail} />
      </TabPanel>
      <TabPanel id="readings" className="tab-panel tab-panel-content">
        <Suspense fallback={null}>
          <ReadingsTab file={finding.file} isStatic={finding.in === 'static'} />
        </Suspense>
      </TabPanel>
      <TabPanel id="users" className="tab-panel">
        <div className="detail">
          {finding.file !== '' && <UsersTab name={finding.file} />}
          {target !== null && target !== finding.file && <UsersTab name={target} />}
        </div>
      </TabPanel>
      <TabPanel id="neighbours" className="tab-panel tab-panel-content">
        <Suspense fallback={null}>
          <NeighboursTab key={finding.file} name={finding.file} />
        </Suspense>
      </TabPanel>
    </Tabs>
  )
}
