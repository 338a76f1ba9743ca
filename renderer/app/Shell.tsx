import { type ReactNode, useEffect } from 'react'
import { useApp } from '../state/store-context.ts'
import type { Layers } from './actions.ts'
import { EngineBanner } from './EngineBanner.tsx'
import { Notices } from './Notices.tsx'
import { Rail } from './Rail.tsx'
import { StatusBar } from './StatusBar.tsx'
import { TopBar } from './TopBar.tsx'

/** The frame around every view: rail, top bar, status bar, notices, and the voice for screen readers. */
export function Shell({ layers, children }: { readonly layers: Layers; readonly children: ReactNode }) {
  const view = useApp((state) => state.route.view)
  // A view that goes takes the focused button with it: the keyboard goes on at the new view.
  useEffect(focusMainIfLost, [view])
  useEffect(() => {
    document.addEventListener('focusout', noteFocusOut)
    return () => document.removeEventListener('focusout', noteFocusOut)
  }, [])
  return (
    <div className="shell">
      <a className="skip-link" href="#main" onClick={skipToMain}>
        Skip to the content
      </a>
      <Rail />
      <TopBar layers={layers} />
      <main className="main" id="main" tabIndex={-1}>
        <EngineBanner />
        {children}
      </main>
      <StatusBar />
      <Notices />
      <Voice />
    </div>
  )
}

function focusMainIfLost(): void {
  if (document.activeElement === document.body) document.querySelector<HTMLElement>('#main')?.focus()
}

/**
 * So does a button that goes within a view, or that can no longer be pressed, such as the one that starts a comparison.
 * Dialogs and menus give the focus back first.
 */
function noteFocusOut({ target }: FocusEvent): void {
  if (!(target instanceof Element)) return
  setTimeout(() => {
    if (!target.isConnected || target.matches(':disabled')) focusMainIfLost()
  }, 50)
}

/** What screen readers say; it is drawn without the frame around it. */
function Voice() {
  const announcement = useApp((state) => state.announcement)
  return (
    <div className="sr-only" role="status" aria-live="polite">
      {announcement}
    </div>
  )
}

/** Moves the focus without touching the address, which holds the route. */
function skipToMain(event: { preventDefault: () => void }) {
  event.preventDefault()
  document.querySelector<HTMLElement>('#main')?.focus()
}
