import { FileX } from 'lucide-react'
import { type KeyboardEvent, memo, useDeferredValue, useEffect, useRef } from 'react'
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components'
import type { ComparisonFile } from '../../../shared/model/comparison-view.ts'
import { formatCount } from '../../../shared/text/format-bytes.ts'
import { COMPARE_TABS } from '../../state/route.ts'
import type { Compared } from '../../state/slices/comparison-file.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ComparedHead } from './ComparedHead.tsx'
import { CompareSummaryPane } from './CompareSummaryPane.tsx'
import { DifferenceTab } from './DifferenceTab.tsx'
import { FactsTab } from './FactsTab.tsx'
import { HistoryTab } from './HistoryTab.tsx'
import { RippleTab } from './RippleTab.tsx'

/** What became of the selected file and why; without a selection, what the comparison costs. It comes behind the list. */
export function CompareDetail() {
  const compared = useDeferredValue(useApp((state) => state.compared))
  const wanted = useApp(({ route }) => (route.view === 'compare' ? route.name : null))
  const name = useDeferredValue(wanted)
  const closeDetail = useApp((state) => state.closeDetail)
  const isAwaited = useApp((state) => state.isDetailAwaited)
  const settleDetail = useApp((state) => state.settleDetail)
  const pane = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // What is drawn may still be the last selection, whose tabs go and would take the focus with them.
    if (!isAwaited || name !== wanted || (name !== null && compared?.name !== name)) return
    const target = pane.current?.querySelector<HTMLElement>('[role=tab][aria-selected=true], h2[tabindex="-1"]')
    if (target == null) return
    target.focus()
    settleDetail()
  }, [isAwaited, compared, name, wanted, settleDetail])
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return
    closeDetail()
    document.querySelector<HTMLElement>('[role=treegrid]')?.focus()
  }
  return (
    <div className="detail-pane" ref={pane} onKeyDown={press}>
      {name === null ? <Summary /> : <OneFile compared={compared} />}
    </div>
  )
}

const Summary = memo(CompareSummaryPane)

const OneFile = memo(function OneFile({ compared }: { readonly compared: Compared | null }) {
  const load = useApp((state) => state.loadComparisonFile)
  if (compared === null || compared.state === 'loading') return <div className="detail" aria-busy="true" />
  if (compared.state === 'failed')
    return (
      <EmptyState icon={<FileX size={20} />} title="The file could not be read" text={compared.error.message}>
        <Button onPress={() => void load(compared.name)}>Try again</Button>
      </EmptyState>
    )
  return <FileTabs file={compared.file} />
})

function FileTabs({ file }: { readonly file: ComparisonFile }) {
  const tab = useApp(({ route }) => (route.view === 'compare' ? route.tab : 'difference'))
  const show = useApp((state) => state.showComparison)
  const { difference } = file
  const ripples = Math.max(difference.blast?.files ?? 0, difference.rootCount)
  return (
    <>
      <ComparedHead file={file} />
      <Tabs
        className="detail-tabs"
        selectedKey={tab}
        onSelectionChange={(key) => {
          const chosen = COMPARE_TABS.find((id) => id === key)
          if (chosen !== undefined && chosen !== tab) show({ tab: chosen }, 'replace')
        }}
      >
        <TabList className="tabs" aria-label={`About ${difference.name}`}>
          <Tab id="difference" className="tab">
            Difference
          </Tab>
          <Tab id="ripple" className="tab">
            Ripple <span className="tab-count">{formatCount(ripples)}</span>
          </Tab>
          <Tab id="history" className="tab">
            History
          </Tab>
          <Tab id="facts" className="tab">
            Facts
          </Tab>
        </TabList>
        <TabPanel id="difference" className="tab-panel tab-panel-content">
          <DifferenceTab key={difference.name} file={file} />
        </TabPanel>
        <TabPanel id="ripple" className="tab-panel">
          <RippleTab file={file} />
        </TabPanel>
        <TabPanel id="history" className="tab-panel">
          <HistoryTab name={difference.name} />
        </TabPanel>
        <TabPanel id="facts" className="tab-panel">
          <FactsTab file={file} />
        </TabPanel>
      </Tabs>
    </>
  )
}
