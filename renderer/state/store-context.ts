import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { AppState, AppStore } from './app-store.ts'

/** Carries the store to the components; the page and each test give their own. */
export const StoreContext = createContext<AppStore | null>(null)

/** The store itself, for listeners outside rendering. */
export function useAppStore(): AppStore {
  const store = useContext(StoreContext)
  if (store === null) throw new Error('A component stands outside the StoreContext')
  return store
}

/** A value of the store; the component renders again when it changes. Selectors return primitives or stable references. */
export function useApp<T>(select: (state: AppState) => T): T {
  return useStore(useAppStore(), select)
}
