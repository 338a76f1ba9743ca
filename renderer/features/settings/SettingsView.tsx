import { useApp } from '../../state/store-context.ts'
import type { Theme } from '../../state/slices/preferences.ts'
import { CheckField } from '../../ui/CheckField.tsx'
import { ChipGroup } from '../../ui/ChipGroup.tsx'
import './settings.css'

const CHOICES: readonly { readonly id: Theme; readonly label: string; readonly help: string }[] = [
  { id: 'system', label: 'System', help: 'Light, dark and contrast as your system is set.' },
  { id: 'light', label: 'Light', help: 'Always light.' },
  { id: 'dark', label: 'Dark', help: 'Always dark.' },
  { id: 'contrast', label: 'High contrast', help: 'Stronger lines and text; light or dark as your system is set.' },
]

/** What the user can set for the window itself. */
export function SettingsView() {
  const theme = useApp((state) => state.theme)
  const setTheme = useApp((state) => state.setTheme)
  const refreshesByItself = useApp((state) => state.refreshesByItself)
  const setRefreshesByItself = useApp((state) => state.setRefreshesByItself)
  const freshness = useApp((state) => state.freshness)
  const host = useApp((state) => state.host)
  return (
    <div className="settings">
      <h1>Settings</h1>
      <section className="settings-line" aria-labelledby="settings-theme">
        <h2 id="settings-theme">Theme</h2>
        <ChipGroup label="Theme" look="segments" value={theme} choices={CHOICES} onChange={setTheme} />
        <p className="settings-help">{CHOICES.find(({ id }) => id === theme)?.help}</p>
      </section>
      <section className="settings-line" aria-labelledby="settings-refresh">
        <h2 id="settings-refresh">Refresh</h2>
        <CheckField label="Refresh by itself" isSelected={refreshesByItself} onChange={setRefreshesByItself} />
        <p className="settings-help">
          {refreshesByItself
            ? 'When a file changes on disk, the preview is run again. What you have selected and opened stays.'
            : 'When a file changes on disk, the preview says so and offers to run again.'}
        </p>
        {freshness?.watching === 'polling' && (
          <p className="settings-help">
            The system cannot tell of every change here (too few watches, or a network folder), so the folders are
            looked at every few seconds. On Linux, raise <code>fs.inotify.max_user_watches</code>.
          </p>
        )}
      </section>
      <section className="settings-line" aria-labelledby="settings-motion">
        <h2 id="settings-motion">Motion</h2>
        <p className="settings-help">Nothing moves when your system asks for reduced motion.</p>
      </section>
      {host !== null && (
        <section className="settings-line" aria-labelledby="settings-about">
          <h2 id="settings-about">About</h2>
          <p className="settings-help">
            {`Staticscope ${host.version}`.trim()}, {host.kind === 'electron' ? 'desktop window' : 'browser tab'}. It
            reads, and writes only where you ask it to.
          </p>
        </section>
      )}
    </div>
  )
}
