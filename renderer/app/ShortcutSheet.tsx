import type { ReactNode } from 'react'
import { useAppStore } from '../state/store-context.ts'
import { DialogHead, ModalDialog } from '../ui/ModalDialog.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { type Layers, listActions, SECOND_SHORTCUTS } from './actions.ts'

/** Where the actions of a group work: those of the other groups work in one view alone. */
const EVERYWHERE: ReadonlySet<string> = new Set(['Open', 'Go'])

const LIST_KEYS: readonly (readonly [string, string])[] = [
  ['Move', '↑ ↓'],
  ['First, last row', 'Home End'],
  ['A page up, down', 'PgUp PgDn'],
  ['Open, close a group', '→ ←'],
  ['Open all groups', '*'],
  ['Go to the detail', 'Enter'],
  ['Back to the list', 'Esc'],
]

/** All keys on one sheet, by where they work. */
export function ShortcutSheet({ layers, onClose }: { readonly layers: Layers; readonly onClose: () => void }) {
  const store = useAppStore()
  const actions = listActions(store, layers).filter((action) => action.shortcut !== null)
  const placeOf = (group: string) => (EVERYWHERE.has(group) ? 'Everywhere' : group)
  const places = [...new Set(actions.map(({ group }) => placeOf(group)))]
  return (
    <ModalDialog className="sheet" isDismissable onClose={onClose}>
      <DialogHead title="Keyboard shortcuts" onClose={onClose} />
      <div className="sheet-scroll" role="group" aria-label="All shortcuts" tabIndex={0}>
        <div className="sheet-columns">
          {places.map((place) => (
            <Place key={place} title={place}>
              {actions
                .filter(({ group }) => placeOf(group) === place)
                .map(({ id, label, shortcut }) => (
                  <Line key={id} what={label.replace(/…|:.*/, '')}>
                    {shortcut !== null && <Kbd shortcut={shortcut} />}
                    {SECOND_SHORTCUTS[id] !== undefined && <Kbd shortcut={SECOND_SHORTCUTS[id]} />}
                  </Line>
                ))}
            </Place>
          ))}
          <Place title="In lists">
            {LIST_KEYS.map(([what, keys]) => (
              <Line key={what} what={what}>
                {keys.split(' ').map((key) => (
                  <kbd key={key} className="kbd">
                    {key}
                  </kbd>
                ))}
              </Line>
            ))}
          </Place>
        </div>
      </div>
    </ModalDialog>
  )
}

function Place({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className="sheet-title">{title}</h3>
      <dl className="sheet-list">{children}</dl>
    </section>
  )
}

function Line({ what, children }: { readonly what: string; readonly children: ReactNode }) {
  return (
    <div className="sheet-line">
      <dt>{what}</dt>
      <dd>{children}</dd>
    </div>
  )
}
