import type { InspectorClient } from '../../shared/contract/client.ts'
import type { AppStore } from './app-store.ts'
import { projectOf } from './route.ts'

/** Carries the engine's events into the store. Menu commands are left to the shell, which owns the actions. */
export function hearEvents(client: InspectorClient, store: AppStore): void {
  let wasLost = false
  client.onEvent((event) => {
    const state = store.getState()
    switch (event.topic) {
      case 'job':
        state.applyJob(event.payload)
        return
      case 'changed':
        state.hearChange(event.payload)
        return
      case 'grants':
        state.offerDropped(event.payload)
        return
      case 'engine': {
        // A new start comes after a crash: the reason stays in sight until the engine is back.
        if (wasLost && event.payload.state === 'starting') return
        state.setEngine(event.payload)
        if (event.payload.state === 'gone') {
          wasLost = true
          state.endRunningJobs(event.payload.reason)
        }
        const projectId = projectOf(state.route)
        if (event.payload.state === 'ready' && wasLost) {
          // A new engine knows nothing of the old one's views and previews.
          wasLost = false
          state.notify('bad', `The engine stopped and was started again. ${state.engine.reason}`.trim())
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
