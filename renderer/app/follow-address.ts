import type { AppStore } from '../state/app-store.ts'
import { formatRoute, parseRoute } from './routes.ts'

/** Keeps the address and the store's route together, both ways. Back and forward come in as changes of the address. */
export function followAddress(store: AppStore): void {
  const arrive = () => {
    const route = parseRoute(window.location.hash)
    if (formatRoute(route) !== formatRoute(store.getState().route)) store.getState().navigate(route, 'replace')
  }
  store.subscribe((state, before) => {
    if (state.route === before.route) return
    const address = formatRoute(state.route)
    if (address === window.location.hash) return
    if (state.routeChange === 'push') window.history.pushState(null, '', address)
    else window.history.replaceState(null, '', address)
  })
  window.addEventListener('hashchange', arrive)
  window.addEventListener('popstate', arrive)
  arrive()
}
