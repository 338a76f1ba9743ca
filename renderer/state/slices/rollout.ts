import type { InspectorClient } from '../../../shared/contract/client.ts'
import { type ErrorData, toErrorData } from '../../../shared/contract/errors.ts'
import type { HazardGroup } from '../../../shared/model/hazard-group.ts'
import type { StoryStep, TimeLine } from '../../../shared/model/rollout-lanes.ts'
import type { Hazard, MatrixCell, RollbackCheck, RolloutHead, TopologyCard } from '../../../shared/model/rollout.ts'
import type { RolloutPlan, Topology } from '../../../shared/model/rollout-plan.ts'
import type { AppSlice } from '../app-store.ts'
import { endOfJob } from '../end-of-job.ts'
import { formatPlanChange, planChange, planWithChange } from '../plan-change.ts'
import { NO_ROLLOUT, type RolloutRoute, type SideChoice } from '../route.ts'
import { sameSides } from '../same-sides.ts'
import { releaseOf, sideInput } from '../side-key.ts'

/** A plan that was played on the two releases. */
export type PlayedRollout = {
  readonly rolloutId: string
  readonly head: RolloutHead
  readonly timeLine: TimeLine
  /** What visitors get wrong, each kind with how often. */
  readonly outcomes: readonly HazardGroup[]
}

/** Who gets what at one moment. */
export type RolloutMoment = {
  readonly rolloutId: string
  readonly at: number
  readonly cells: readonly MatrixCell[]
  readonly rollback: RollbackCheck
  /** What the plan did last. */
  readonly step: StoryStep
  /** Those that are there then; what is certain first, then the worst. */
  readonly hazards: readonly Hazard[]
}

export type RolloutPhase =
  | { readonly kind: 'choosing' }
  | { readonly kind: 'reading'; readonly jobId: string | null }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly error: ErrorData }

export type RolloutSlice = {
  /** The rollout as it was left last, to come back to. */
  readonly lastRollout: RolloutRoute | null
  readonly topologies: readonly TopologyCard[] | null
  readonly rolloutPhase: RolloutPhase
  readonly rollout: PlayedRollout | null
  /** The same plan under another topology, to lay beside. */
  readonly besideRollout: PlayedRollout | null
  /** What the same plan comes to under each topology. */
  readonly topologyHeads: Readonly<Partial<Record<Topology, RolloutHead>>>
  /** What the project's settings say of the set-up; null where there is no project. */
  readonly proposedTopology: Topology | null
  readonly moment: RolloutMoment | null
  /** Shows the rollout as it was left, else that of the two sides that were compared last. */
  readonly goToRollout: () => void
  /** Shows how one side follows another; of the sample's two releases, its story. */
  readonly rollOut: (a: SideChoice | null, b: SideChoice | null) => void
  readonly loadRolloutChoices: () => Promise<void>
  /** Takes the sample's two releases and shows their rollout. */
  readonly rolloutSample: () => Promise<void>
  /** Reads the two releases of the route if they are others than before, and plays its plan. */
  readonly playRollout: (route: RolloutRoute) => Promise<void>
  /** Reads both sides again, for a working tree that has changed. */
  readonly rereadRollout: () => Promise<void>
  /** Plays what is laid beside. @param plan a change as the route has it; null: the same plan */
  readonly playBeside: (topology: Topology | null, plan: string | null) => Promise<void>
  /** Lays the shown plan beside, so that a change of it can be held against it. */
  readonly pinRolloutPlan: () => void
  /** Plays the plan under each topology, for the cards. */
  readonly weighTopologies: () => Promise<void>
  /** Reads the lanes of other servers, from this one on. */
  readonly readServers: (first: number) => Promise<void>
  readonly readMoment: (at: number) => Promise<void>
  readonly showRollout: (patch: Partial<RolloutRoute>, change?: 'push' | 'replace') => void
  readonly setRolloutPlan: (plan: RolloutPlan) => void
}

/** What Django's own manifest storage leads to on shared files. */
const USUAL: Topology = 'shared-manifest'

/**
 * The story of the sample: behind a CDN, the second server restarts in the gap without a manifest, and again after it.
 */
const SAMPLE = {
  ...NO_ROLLOUT,
  a: { kind: 'release', name: 'Sample 41' },
  b: { kind: 'release', name: 'Sample 42' },
  topology: USUAL,
  plan: formatPlanChange({
    cdn: true,
    restarts: [
      { at: 361, server: 2, firstUse: 0 },
      { at: 480, server: 2, firstUse: 0 },
    ],
  }),
  at: 0,
} as const

/** Keeps the rollout that is shown: its releases, its plan, its time line and one moment of it. */
export function createRolloutSlice(client: InspectorClient): AppSlice<RolloutSlice> {
  return (set, get) => {
    let pair: { readonly a: SideChoice; readonly b: SideChoice; readonly pairId: string } | null = null
    let newest = 0
    /** The moment that was asked for last, and whether the engine is at work on one: it is asked for one at a time. */
    let wantedMoment = 0
    let isReadingMoment = false
    let newestBeside = 0

    const planOf = (topology: Topology | null, change: string): RolloutPlan => {
      const cards = get().topologies ?? []
      const card = cards.find((one) => one.topology === topology) ?? cards[0]
      return planWithChange(card?.plan ?? { topology: topology ?? USUAL }, change)
    }
    const play = async (pairId: string, plan: RolloutPlan): Promise<PlayedRollout> => {
      const { rolloutId, head } = await client.call('rollout.simulate', { pairId, plan })
      const [timeLine, { groups }] = await Promise.all([
        client.call('rollout.timeline', { rolloutId }),
        client.call('rollout.hazardGroups', { rolloutId, by: 'outcome', offset: 0, limit: 20 }),
      ])
      return { rolloutId, head, timeLine, outcomes: groups }
    }
    const ready = async (a: SideChoice, b: SideChoice, mine: number): Promise<string | null> => {
      if (pair !== null && sameSides(pair, { a, b })) return pair.pairId
      set({ rollout: null, rolloutPhase: { kind: 'reading', jobId: null } })
      for (const side of [a, b]) if (side.kind === 'working') await get().findProject(side.projectId)
      const { pairId, job } = await client.call('rollout.start', { a: sideInput(a), b: sideInput(b) })
      if (mine === newest) set({ rolloutPhase: { kind: 'reading', jobId: job.id } })
      await endOfJob(client, get, job)
      if (mine !== newest) return null
      pair = { a, b, pairId }
      return pairId
    }
    const report = async (work: () => Promise<void>): Promise<void> => {
      try {
        await work()
      } catch (error) {
        get().reportError(error)
      }
    }

    return {
      lastRollout: null,
      topologies: null,
      rolloutPhase: { kind: 'choosing' },
      rollout: null,
      besideRollout: null,
      topologyHeads: {},
      proposedTopology: null,
      moment: null,
      goToRollout: () => {
        const { route, lastRollout, lastCompare, navigate } = get()
        if (route.view === 'rollout') return
        const isChosen = lastRollout !== null && lastRollout.a !== null && lastRollout.b !== null
        if (isChosen || lastCompare === null) navigate(lastRollout ?? NO_ROLLOUT)
        else get().rollOut(lastCompare.a, lastCompare.b)
      },
      rollOut: (a, b) => {
        const isSample = releaseOf(a) === SAMPLE.a.name && releaseOf(b) === SAMPLE.b.name
        get().navigate(isSample ? SAMPLE : { ...NO_ROLLOUT, a, b })
      },
      loadRolloutChoices: () =>
        report(async () => {
          const [topologies] = await Promise.all([
            get().topologies ?? client.call('rollout.topologies', {}),
            get().loadReleases(),
          ])
          set({ topologies })
          const projectId = get().lastPreview?.projectId ?? null
          if (projectId === null) return
          const { plan } = await client.call('rollout.recognise', { projectId, texts: [] })
          set({ proposedTopology: topologies.find(({ topology }) => topology === plan['topology'])?.topology ?? null })
        }),
      rolloutSample: () =>
        report(async () => {
          await endOfJob(client, get, await client.call('releases.takeSample', {}))
          await get().loadRolloutChoices()
          get().navigate(SAMPLE)
        }),
      playRollout: async ({ a, b, topology, plan }) => {
        const mine = ++newest
        const { route } = get()
        if (route.view === 'rollout') set({ lastRollout: route })
        if (a === null || b === null) {
          set({ rolloutPhase: { kind: 'choosing' }, rollout: null })
          return
        }
        try {
          if (get().topologies === null) await get().loadRolloutChoices()
          const pairId = await ready(a, b, mine)
          if (pairId === null) return
          const rollout = await play(pairId, planOf(topology ?? get().proposedTopology ?? USUAL, plan))
          if (mine !== newest) return
          set({ rollout, rolloutPhase: { kind: 'ready' }, topologyHeads: {} })
          get().forgetRolloutLists()
          get().announce(rollout.head.sentence)
        } catch (error) {
          if (mine !== newest) return
          const wasKept = pair !== null
          pair = null
          // The engine keeps the newest few; what it let go is read again.
          if (wasKept && toErrorData(error).code === 'not-found')
            return get().playRollout({ ...NO_ROLLOUT, a, b, topology, plan })
          set({ rolloutPhase: { kind: 'failed', error: toErrorData(error) }, rollout: null })
        }
      },
      rereadRollout: async () => {
        pair = null
        const { route } = get()
        if (route.view === 'rollout') await get().playRollout(route)
      },
      pinRolloutPlan: () => {
        const { route, rollout } = get()
        if (route.view !== 'rollout' || rollout === null) return
        get().showRollout({ beside: rollout.head.plan.topology, besidePlan: route.plan })
      },
      playBeside: (topology, plan) =>
        report(async () => {
          const mine = ++newestBeside
          const { route } = get()
          if (topology === null || pair === null || route.view !== 'rollout') return set({ besideRollout: null })
          const besideRollout = await play(pair.pairId, planOf(topology, plan ?? route.plan))
          if (mine === newestBeside) set({ besideRollout })
        }),
      weighTopologies: () =>
        report(async () => {
          const { route, topologies } = get()
          if (pair === null || route.view !== 'rollout') return
          const { pairId } = pair
          const mine = newest
          for (const { topology } of topologies ?? []) {
            const { head } = await client.call('rollout.simulate', { pairId, plan: planOf(topology, route.plan) })
            if (mine !== newest) return
            set({ topologyHeads: { ...get().topologyHeads, [topology]: head } })
          }
        }),
      readServers: (first) =>
        report(async () => {
          const read = async (played: PlayedRollout | null): Promise<PlayedRollout | null> => {
            if (played === null) return null
            const { rolloutId } = played
            return { ...played, timeLine: await client.call('rollout.timeline', { rolloutId, server: first }) }
          }
          const { rollout, besideRollout } = get()
          const [one, other] = await Promise.all([read(rollout), read(besideRollout)])
          if (get().rollout === rollout) set({ rollout: one })
          if (get().besideRollout === besideRollout) set({ besideRollout: other })
        }),
      readMoment: (at) =>
        report(async () => {
          wantedMoment = at
          if (isReadingMoment) return
          isReadingMoment = true
          try {
            let read = -1
            while (read !== wantedMoment) {
              const rolloutId = get().rollout?.rolloutId
              if (rolloutId === undefined) return
              read = wantedMoment
              const answer = await client.call('rollout.matrix', { rolloutId, at: read })
              if (get().rollout?.rolloutId === rolloutId) set({ moment: { rolloutId, at: read, ...answer } })
              else read = -1
            }
          } finally {
            isReadingMoment = false
          }
        }),
      showRollout: (patch, change = 'push') => {
        const { route } = get()
        if (route.view !== 'rollout') return
        // What is selected belongs to the panel.
        const selected = patch.panel === undefined || patch.panel === route.panel ? route.selected : null
        get().navigate({ ...route, selected, ...patch }, change)
      },
      setRolloutPlan: (plan) => {
        const base = planOf(plan.topology, '')
        const change = planChange(base, plan)
        get().showRollout({ topology: plan.topology, plan: formatPlanChange(change), at: null })
      },
    }
  }
}
