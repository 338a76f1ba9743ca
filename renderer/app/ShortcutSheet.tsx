import { useAppStore } from '../state/store-context.ts'
import { DialogHead, ModalDialog } from '../ui/ModalDialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { type Layers, listActions, SECOND_SHORTCUTS } from './actions.ts'

const OUTLINE_KEYS: readonly (readonly [string, string])[] = [
  ['Move', '↑ ↓'],
  ['First, last row', 'Home End'],
  ['A page up, down', 'PgUp PgDn'],
  ['Open, close a group', '→ ←'],
  ['Open all groups', '*'],
  ['Go to the detail', 'Enter'],
  ['Back to the files', 'Esc'],
]

/** All keys on one sheet. */
export function ShortcutSheet({ layers, onClose }: { readonly layers: Layers; readonly onClose: () => void }) {
  const store = useAppStore()
  const actions = listActions(store, layers).filter((action) => action.shortcut !== null)
  return (
    <ModalDialog className="sheet" isDismissable onClose={onClose}>
      <DialogHead title="Keyboard shortcuts" onClose={onClose} />
      <div className="sheet-columns" role="group" aria-label="All shortcuts" tabIndex={0}>
        <section aria-label="Everywhere">
          <h3 className="sheet-title">Everywhere</h3>
          <dl className="sheet-list">
            {actions.map((action) => (
              <div key={action.id} className="sheet-line">
                <dt>{action.label.replace('…', '')}</dt>
                <dd>
                  {action.shortcut !== null && <Kbd shortcut={action.shortcut} />}
                  {SECOND_SHORTCUTS[action.id] !== undefined && <Kbd shortcut={SECOND_SHORTCUTS[action.id] ?? ''} />}
                </dd>
              </div>
            ))}
          </dl>
        </section>
        <section aria-label="In the files">
          <h3 className="sheet-title">In the files</h3>
          <dl className="sheet-list">
            {OUTLINE_KEYS.map(([what, keys]) => (
              <div key={what} className="sheet-line">
                <dt>{what}</dt>
                <dd>
                  {keys.split(' ').map((key) => (
                    <kbd key={key} className="kbd">
                      {key}
                    </kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </ModalDialog>
  )
}
