import { createRoot } from 'react-dom/client'
import { toErrorData } from '../../shared/contract/errors.ts'
import { connect } from '../client/connect.ts'
import { createAppStore, type Shelf } from '../state/app-store.ts'
import { readTheme } from '../state/slices/preferences.ts'
import { StoreContext } from '../state/store-context.ts'
import { App } from './App.tsx'
import { applyTheme, followTheme } from './apply-theme.ts'
import { NoConnection } from './NoConnection.tsx'
import { formatRoute, parseRoute } from './routes.ts'
import { followAddress } from './follow-address.ts'

/** A shelf that forgets, for when the browser keeps nothing. */
const NO_SHELF: Shelf = { getItem: () => null, setItem: () => undefined }

/** Connects the page, makes its store and draws it. Tells in the page itself why there is no connection. */
export async function startPage(document: Document): Promise<void> {
  const shelf = findShelf()
  applyTheme(readTheme(shelf))
  const element = document.querySelector('#root')
  if (element === null) throw new Error('index.html has no #root')
  const root = createRoot(element)
  try {
    const client = await connect()
    const store = createAppStore(client, shelf)
    followTheme(store)
    followAddress(store)
    root.render(
      <StoreContext value={store}>
        <App />
      </StoreContext>,
    )
    await openFirst(store)
  } catch (error) {
    root.render(<NoConnection message={toErrorData(error).message} />)
  }
}

/** Loads what the welcome page lists; a start without an address opens what the host names. */
async function openFirst(store: ReturnType<typeof createAppStore>): Promise<void> {
  const state = store.getState()
  const [host] = await Promise.all([state.loadHost(), state.loadRecents(), state.loadJobs()])
  const isAtStart = formatRoute(store.getState().route) === '#/'
  if (isAtStart && host?.openAt !== null && host?.openAt !== undefined) {
    store.getState().navigate(parseRoute(host.openAt), 'replace')
  }
}

function findShelf(): Shelf {
  try {
    return window.localStorage
  } catch {
    return NO_SHELF
  }
}
