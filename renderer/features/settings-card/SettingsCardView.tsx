import { FileCog, Search, X } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { Button as AriaButton, Input, SearchField } from 'react-aria-components'
import type { SettingsCard } from '../../../shared/model/settings-card.ts'
import { plural } from '../../../shared/text/plural.ts'
import { projectOf } from '../../state/route.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { cardSections } from './card-sections.ts'
import { CardTable } from './CardTable.tsx'
import { CardWarnings } from './CardWarnings.tsx'
import './settings-card.css'

/** What a Django project's settings say about its static files: doubts first, then each value and where it is set. */
export function SettingsCardView() {
  const projectId = useApp((state) => projectOf(state.route))
  const loaded = useApp((state) => state.settingsCard)
  const loadCard = useApp((state) => state.loadCard)
  // A link or a reload comes here without the way through the store.
  useEffect(() => {
    if (projectId !== null) void loadCard(projectId)
  }, [projectId, loadCard])
  if (projectId === null || loaded === null || loaded.projectId !== projectId)
    return (
      <div className="settings-card" aria-busy="true">
        <h1>Loading the settings…</h1>
      </div>
    )
  if (loaded.card === null) return <NoCard projectId={projectId} error={loaded.error} />
  return <Card projectId={projectId} card={loaded.card} />
}

function NoCard({ projectId, error }: { readonly projectId: string; readonly error: string | null }) {
  const reread = useApp((state) => state.rereadProject)
  const navigate = useApp((state) => state.navigate)
  const isDjango = useApp((state) => state.projects[projectId]?.kind === 'django')
  const text = isDjango
    ? 'The settings of this project have not been read yet.'
    : 'These are folders that were chosen by hand: they have no settings of their own. Open the project itself to see them.'
  return (
    <EmptyState isMain icon={<FileCog size={22} />} title="No settings card" text={error ?? text}>
      {isDjango && (
        <Button look="primary" onPress={() => void reread(projectId)}>
          Read the settings
        </Button>
      )}
      <Button onPress={() => navigate({ view: 'welcome' })}>Start page</Button>
    </EmptyState>
  )
}

function Card({ projectId, card }: { readonly projectId: string; readonly card: SettingsCard }) {
  const title = useApp((state) => state.projects[projectId]?.title ?? '')
  const reread = useApp((state) => state.rereadProject)
  const change = useApp((state) => state.changeDjango)
  const copyText = useApp((state) => state.copyText)
  const isReading = useApp((state) =>
    Object.values(state.jobs).some(
      (job) => job.kind === 'read' && job.projectId === projectId && job.state === 'running',
    ),
  )
  const [text, setText] = useState('')
  const sections = useMemo(() => cardSections(card, text), [card, text])
  return (
    <div className="settings-card">
      <header className="card-head">
        <div>
          <h1>{`Settings of ${title}: ${verdictOf(card)}`}</h1>
          <p>
            {card.settingsModule ?? 'no settings module'} · Django {card.django} · Python {card.python.version}{' '}
            <span className="card-python" title={card.python.file}>
              {card.python.file}
            </span>
          </p>
        </div>
        <div className="card-actions">
          <Button isDisabled={isReading} onPress={() => void reread(projectId)}>
            {isReading ? 'Reading…' : 'Read again'}
          </Button>
          <Button onPress={() => void change(projectId, null)}>Change…</Button>
          <Button onPress={() => void copyText(JSON.stringify(card, null, 2), 'Settings card')}>Copy</Button>
        </div>
        <SearchField className="filter card-filter" aria-label="Filter settings" value={text} onChange={setText}>
          <Search size={14} aria-hidden="true" />
          <Input className="filter-input" placeholder="Filter: name, value or file" spellCheck={false} />
          {text !== '' && (
            <AriaButton className="filter-clear" aria-label="Clear the filter">
              <X size={13} />
            </AriaButton>
          )}
        </SearchField>
      </header>
      <div className="card-body" tabIndex={0} role="region" aria-label="Settings card">
        {text.trim() === '' && <CardWarnings card={card} />}
        {sections.map((section) => (
          <CardTable key={section.id} section={section} />
        ))}
        {sections.length === 0 && <p className="dim">Nothing in the card holds “{text.trim()}”.</p>}
      </div>
    </div>
  )
}

function verdictOf({ warnings }: SettingsCard): string {
  const errors = warnings.filter(({ severity }) => severity === 'error').length
  const doubts = warnings.filter(({ severity }) => severity === 'warning').length
  const parts = [
    ...(errors === 0 ? [] : [plural(errors, 'error')]),
    ...(doubts === 0 ? [] : [plural(doubts, 'warning')]),
  ]
  return parts.length === 0 ? 'nothing is doubtful' : parts.join(', ')
}
