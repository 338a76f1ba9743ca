import { Archive, FolderPlus, SquareTerminal, Store, X } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import type { Recent } from '../../../shared/model/project.ts'
import { plural } from '../../../shared/text/plural.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { Kbd } from '../../ui/Kbd.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { DropTarget } from './DropTarget.tsx'
import { formatAge } from '../../../shared/text/format-age.ts'
import './welcome.css'

/** The start page: what can be opened, and what was opened before. */
export function WelcomeView() {
  const openDjangoDialog = useApp((state) => state.openDjangoDialog)
  const openFolderDialog = useApp((state) => state.openFolderDialog)
  const openSample = useApp((state) => state.openSample)
  const navigate = useApp((state) => state.navigate)
  const openTake = useApp((state) => state.openTake)
  const recents = useApp((state) => state.recents)
  const loadRecents = useApp((state) => state.loadRecents)
  // How the last preview ended is known only since then.
  useEffect(() => void loadRecents(), [loadRecents])
  const canDrop = useApp((state) => state.host?.canChooseFolders === true)
  return (
    <div className="welcome">
      <div className="welcome-page">
        <header>
          <h1>What will collectstatic do?</h1>
          <p>
            Open a project and see every file, name and error before anything is written. Staticscope reads, and writes
            only where you ask it to.
          </p>
        </header>
        <div className="welcome-ways">
          <Way
            icon={<SquareTerminal size={16} />}
            title="Open a Django project"
            text="Reads its settings with its own Python, after asking you"
            shortcut="Mod+O"
            onPress={() => void openDjangoDialog()}
          />
          <Way
            icon={<FolderPlus size={16} />}
            title="Open folders"
            text="No Python needed: choose folders, order, Django version"
            shortcut="Mod+Shift+O"
            onPress={openFolderDialog}
          />
          <Way
            icon={<Archive size={16} />}
            title="Open a release"
            text="A collected folder, an archive, a manifest or a commit: keep it, compare it, roll it out"
            onPress={() => {
              navigate({ view: 'releases', projectId: null, release: null })
              openTake()
            }}
          />
          <Way
            icon={<Store size={16} />}
            title="Try the sample shop"
            text="A small Django shop with every kind of trouble"
            onPress={() => void openSample()}
          />
        </div>
        {recents.length > 0 && (
          <section aria-labelledby="welcome-recent">
            <h2 id="welcome-recent">Recent</h2>
            <ul className="recents">
              {recents.map((recent) => (
                <RecentLine key={recent.id} recent={recent} />
              ))}
            </ul>
          </section>
        )}
        {canDrop && <DropTarget />}
      </div>
    </div>
  )
}

type WayProps = {
  readonly icon: ReactNode
  readonly title: string
  readonly text: string
  readonly shortcut?: string
  readonly onPress: () => void
}

function Way({ icon, title, text, shortcut, onPress }: WayProps) {
  return (
    <button type="button" className="way" onClick={onPress} aria-label={title}>
      <span className="way-title">
        <span className="way-icon" aria-hidden="true">
          {icon}
        </span>
        {title}
        {shortcut !== undefined && <Kbd shortcut={shortcut} />}
      </span>
      <span className="way-text">{text}</span>
    </button>
  )
}

function RecentLine({ recent }: { readonly recent: Recent }) {
  const reopen = useApp((state) => state.reopenProject)
  const forget = useApp((state) => state.forgetProject)
  const { errors } = recent
  const [now] = useState(() => Date.now())
  return (
    <li className="recent">
      <button type="button" className="recent-open" onClick={() => void reopen(recent.id)}>
        <b className="recent-title">{recent.title}</b>
        <span className="recent-place" title={recent.display}>
          {recent.kind === 'sample' ? 'Comes with Staticscope' : recent.display}
          {recent.settingsModule !== null && ` · ${recent.settingsModule}`} · Django {recent.django}
        </span>
        {errors !== null && errors > 0 && <Tag tone="bad" sign="×" text={plural(errors, 'error')} />}
        {errors === 0 && <Tag tone="ok" sign="✓" text="succeeds" />}
        <time className="recent-age" dateTime={recent.openedAt} title={new Date(recent.openedAt).toLocaleString()}>
          {formatAge(new Date(recent.openedAt).getTime(), now)}
        </time>
      </button>
      <Button look="icon" aria-label={`Forget ${recent.title}`} onPress={() => void forget(recent.id)}>
        <X size={14} />
      </Button>
    </li>
  )
}
