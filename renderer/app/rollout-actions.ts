import type { AppState } from '../state/app-store.ts'

/** What can be done with the shown rollout: id, label, and the act. */
export function rolloutActions(state: AppState): readonly (readonly [string, string, () => unknown])[] {
  const { route, rollout, topologies } = state
  const always = [['rollout-sample', 'Rollout of the sample’s two releases', () => state.rolloutSample()]] as const
  if (route.view !== 'rollout' || rollout === null) return always
  const at = state.moment?.at ?? 0
  return [
    ...always,
    ['rollout-moment', 'Which page gets what at this moment', () => state.showRollout({ panel: 'moment' })],
    ['rollout-hazards', 'All hazards of the rollout', () => state.showRollout({ panel: 'hazards' })],
    ['rollout-topologies', 'Compare topologies', () => state.showRollout({ panel: 'topologies' })],
    ['rollout-keep', 'Until when each old file must stay', () => state.showRollout({ panel: 'keep' })],
    ['rollout-delete', 'What may be deleted', () => state.showRollout({ panel: 'delete' })],
    ['rollout-advice', 'Fix of the rollout, and the rollback check', () => state.showRollout({ panel: 'advice' })],
    ['rollout-incident', 'Explain an error that users report', () => state.showRollout({ panel: 'incident' })],
    ['rollout-pin', 'Pin this plan beside', () => state.pinRolloutPlan()],
    ['rollout-set-up', 'Recognise the set-up from configurations', () => state.openSetUp()],
    ['rollout-json', 'Export the rollout as JSON', () => state.saveRollout('json')],
    ['rollout-markdown', 'Export the rollout as Markdown', () => state.saveRollout('markdown')],
    ['rollout-html', 'Export the rollout as HTML', () => state.saveRollout('html')],
    ['rollout-script', 'Save what may be deleted as a shell script', () => state.saveDeleteList('sh', at)],
    ...(topologies ?? []).map(
      ({ topology, title }) =>
        [`rollout-to-${topology}`, `Topology: ${title}`, () => state.showRollout({ topology, at: null })] as const,
    ),
  ]
}
