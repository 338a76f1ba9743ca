import type { InspectorClient } from '../../shared/contract/client.ts'
import type { AppStore } from './app-store.ts'
import { projectOf } from './route.ts'

/** Carries the engine's events into the store. Menu commands are left to the shell, which owns the actions. */
export function hearEvents(client: InspectorClient, store: AppStore): void {
  client.onEvent((event) => {
    const state = store.getState()
    switch (event.topic) {
      case 'job':
        state.applyJob(event.payload)
        return
      case 'grants':
        state.offerGrants(event.payload)
        return
      case 'engine': {
        const wasGone = state.engine.state === 'gone'
        state.setEngine(event.payload)
        if (event.payload.state === 'gone') state.endRunningJobs(event.payload.reason)
        const projectId = projectOf(state.route)
        if (event.payload.state === 'ready' && wasGone) {
          void state.loadRecents()
          if (projectId !== null) void state.loadProject(projectId)
        }
        return
      }
      case 'menu':
        state.setMenuCommand(event.payload.command)
        return
    }
  })
}
