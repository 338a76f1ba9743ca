import type { COLLECT_METHODS } from '../../../shared/contract/collect-methods.ts'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { parseWhatIfId } from '../../../shared/text/what-if-id.ts'
import type { OpenProject, OpenProjects } from './open-projects.ts'
import { planCollect, startCollect } from './collect-projects.ts'
import { startVerify } from './verify-projects.ts'
import type { HostParts, Implementations } from './implementations.ts'

/** The methods that write an output or run the project's own collectstatic, for the one list of what the engine's side does. */
export function collectMethods(parts: HostParts): Pick<Implementations, keyof typeof COLLECT_METHODS> {
  const { engine, projects, previews, verifications } = parts
  return {
    'collect.plan': ({ projectId, target }, signal) => planCollect(asItIs(projectId, projects), target, parts, signal),
    'collect.start': ({ projectId, planId, keepGoing }) =>
      startCollect(asItIs(projectId, projects), planId, keepGoing, parts),
    'verify.start': ({ projectId }) => startVerify(asItIs(projectId, projects), parts),
    'verify.result': ({ projectId }) =>
      verifications.stateOf(
        projectId,
        projects.get(projectId).django?.choice ?? null,
        previews.find(projectId)?.preview ?? null,
      ),
    'verify.differences': ({ projectId, offset, limit }) => {
      const { differences } = verifications.get(projectId)
      return { total: differences.length, differences: differences.slice(offset, offset + limit) }
    },
    'verify.text': ({ projectId, name, side, offset, limit }) =>
      engine.readVerified(verifications.get(projectId), name, side, offset, limit),
  }
}

/**
 * A project for what is done with the project itself: run its Django, write its output.
 * @throws InspectorError refused for a what-if, not-found
 */
function asItIs(id: string, projects: OpenProjects): OpenProject {
  if (parseWhatIfId(id) !== null)
    throw new InspectorError('refused', 'This is a what-if. Go back to the project as it is first.')
  return projects.get(id)
}
