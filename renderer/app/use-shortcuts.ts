import { useEffect } from 'react'
import type { AppStore } from '../state/app-store.ts'
import { matchesShortcut } from '../ui/shortcut.ts'
import { type Layers, listActions, SECOND_SHORTCUTS } from './actions.ts'

/** Carries out the actions whose shortcut is pressed, and the commands of the native menu. */
export function useShortcuts(store: AppStore, layers: Layers): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return
      // An editor's fields lie in its shadow root, where the event's own target does not tell of them.
      const [target] = event.composedPath()
      const isTyping = target instanceof HTMLElement && target.matches('input, textarea, select')
      const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && event.key.length === 1
      const isInDialog = event.target instanceof HTMLElement && event.target.closest('[role=dialog]') !== null
      if ((isTyping && isPlain) || isInDialog) return
      const matching = listActions(store, layers).filter((action) =>
        [action.shortcut, SECOND_SHORTCUTS[action.id]].some((key) => key != null && matchesShortcut(event, key)),
      )
      if (matching.length === 0) return
      event.preventDefault()
      // Views may give one key to different actions, of which one is there at a time.
      matching.find(({ isAvailable }) => isAvailable)?.run()
    }
    const unsubscribe = store.subscribe((state, before) => {
      const menu = state.menuCommand
      if (menu === null || menu === before.menuCommand) return
      const action = listActions(store, layers).find(({ id }) => id === menu.command)
      if (action?.isAvailable === true) action.run()
    })
    window.addEventListener('keydown', press)
    return () => {
      window.removeEventListener('keydown', press)
      unsubscribe()
    }
  }, [store, layers])
}
