import type { InspectorClient } from '../../../shared/contract/client.ts'
import { type ErrorData, toErrorData } from '../../../shared/contract/errors.ts'
import type {
  Advice,
  Hazard,
  KeepUntil,
  MatrixCell,
  RollbackCheck,
  RolloutEvent,
  RolloutHead,
  RolloutInterval,
  TopologyCard,
} from '../../../shared/model/rollout.ts'
import { rolloutPlanSchema, type RolloutPlan, type Topology } from '../../../shared/model/rollout-plan.ts'
import type { AppSlice } from '../app-store.ts'
import { endOfJob } from '../end-of-job.ts'
import { applyPlanChange, formatPlanChange, parsePlanChange, planChange } from '../plan-change.ts'
import { NO_ROLLOUT, type RolloutRoute } from '../route.ts'
import { missingPages, noPages, PAGE_SIZE, type RowPages, withPage } from '../row-pages.ts'

/** A plan that was played on the two releases. */
export type PlayedRollout = {
  readonly rolloutId: string
  readonly head: RolloutHead
  readonly events: readonly RolloutEvent[]
  readonly intervals: readonly RolloutInterval[]
  /** The first 500, worst first. */
  readonly hazards: readonly Hazard[]
}

/** Who gets what at one moment. */
export type RolloutMoment = {
  readonly rolloutId: string
  readonly at: number
  readonly cells: readonly MatrixCell[]
  readonly rollback: RollbackCheck
}

export type RolloutPhase =
  | { readonly kind: 'choosing' }
  | { readonly kind: 'reading'; readonly jobId: string | null }
  | { readonly kind: 'ready' }
  | { readonly kind: 'failed'; readonly error: ErrorData }

type Deletable = { readonly at: number; readonly bytes: number; readonly rows: RowPages<KeepUntil> }
type Explained = readonly { readonly hazard: Hazard; readonly why: string }[]
export type ScriptFormat = 'list' | 'sh' | 'aws' | 'gsutil' | 'az'

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
  readonly rolloutAdvice: readonly Advice[] | null
  readonly keepText: string
  readonly keepRows: RowPages<KeepUntil>
  readonly deletable: Deletable | null
  readonly explained: Explained | null
  readonly loadRolloutChoices: () => Promise<void>
  /** Takes the sample's two releases and shows their rollout. */
  readonly rolloutSample: () => Promise<void>
  /** Reads the two releases of the route if they are others than before, and plays its plan. */
  readonly playRollout: (route: RolloutRoute) => Promise<void>
  readonly playBeside: (topology: Topology | null) => Promise<void>
  /** Plays the plan under each topology, for the cards. */
  readonly weighTopologies: () => Promise<void>
  readonly readMoment: (at: number) => Promise<void>
  readonly showRollout: (patch: Partial<RolloutRoute>, change?: 'push' | 'replace') => void
  readonly setRolloutPlan: (plan: RolloutPlan) => void
  readonly readAdvice: () => Promise<void>
  readonly openKeep: (text: string) => Promise<void>
  readonly readKeep: (first: number, last: number) => Promise<void>
  readonly openDeletable: (at: number) => Promise<void>
  readonly readDeletable: (first: number, last: number) => Promise<void>
  /** More names of a hazard than are told with it: at most 500 of each kind. */
  readonly readHazardNames: (
    rolloutId: string,
    hazardId: string,
  ) => Promise<{ readonly files: readonly string[]; readonly pages: readonly string[] } | null>
  readonly explainError: (text: string, at: number | null) => Promise<void>
  readonly saveRollout: (format: 'html' | 'json' | 'markdown') => Promise<void>
  readonly saveDeleteList: (format: ScriptFormat, at: number) => Promise<void>
}

/** What Django's own manifest storage leads to on shared files. */
const USUAL: Topology = 'shared-manifest'

/**
 * The story of the sample: behind a CDN, the second server restarts in the gap without a manifest, and again after it.
 */
const SAMPLE_PLAN = {
  cdn: true,
  restarts: [
    { at: 361, server: 2, firstUse: 0 },
    { at: 480, server: 2, firstUse: 0 },
  ],
}

/** Keeps the rollout that is shown and what was asked of it. */
export function createRolloutSlice(client: InspectorClient): AppSlice<RolloutSlice> {
  return (set, get) => {
    let pair: { readonly a: string; readonly b: string; readonly pairId: string } | null = null
    let newest = 0
    let newestMoment = 0
    let newestBeside = 0
    const pending = new Set<string>()

    const planOf = (topology: Topology | null, change: string): RolloutPlan => {
      const cards = get().topologies ?? []
      const card = cards.find((one) => one.topology === topology) ?? cards[0]
      return rolloutPlanSchema.parse(applyPlanChange(card?.plan ?? { topology }, parsePlanChange(change)))
    }
    const play = async (pairId: string, plan: RolloutPlan): Promise<PlayedRollout> => {
      const { rolloutId, head } = await client.call('rollout.simulate', { pairId, plan })
      const [{ events, intervals }, { hazards }] = await Promise.all([
        client.call('rollout.timeline', { rolloutId }),
        client.call('rollout.hazards', { rolloutId, offset: 0, limit: 500 }),
      ])
      return { rolloutId, head, events, intervals, hazards }
    }
    const ready = async (a: string, b: string, mine: number): Promise<string | null> => {
      if (pair?.a === a && pair.b === b) return pair.pairId
      set({ rollout: null, rolloutPhase: { kind: 'reading', jobId: null } })
      const { pairId, job } = await client.call('rollout.start', { a: { release: a }, b: { release: b } })
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
    /** Reads the pages of a list that are in sight and not here; each is asked for once at a time. */
    const readPages = (
      rows: RowPages<KeepUntil>,
      key: string,
      first: number,
      last: number,
      read: (page: number) => Promise<void>,
    ) =>
      report(async () => {
        for (const page of missingPages(rows, first, last)) {
          const mine = `${key} ${page}`
          if (pending.has(mine)) continue
          pending.add(mine)
          try {
            await read(page)
          } finally {
            pending.delete(mine)
          }
        }
      })
    const shownId = () => get().rollout?.rolloutId ?? null

    return {
      lastRollout: null,
      topologies: null,
      rolloutPhase: { kind: 'choosing' },
      rollout: null,
      besideRollout: null,
      topologyHeads: {},
      proposedTopology: null,
      moment: null,
      rolloutAdvice: null,
      keepText: '',
      keepRows: noPages(0),
      deletable: null,
      explained: null,
      loadRolloutChoices: () =>
        report(async () => {
          const [topologies] = await Promise.all([
            get().topologies ?? client.call('rollout.topologies', {}),
            get().loadReleases(),
          ])
          set({ topologies })
          const projectId = get().lastPreview?.projectId ?? null
          if (projectId === null) return
          const { plan } = await client.call('rollout.recognise', { projectId, grantIds: [] })
          set({ proposedTopology: topologies.find(({ topology }) => topology === plan['topology'])?.topology ?? null })
        }),
      rolloutSample: () =>
        report(async () => {
          await endOfJob(client, get, await client.call('releases.takeSample', {}))
          await get().loadRolloutChoices()
          get().navigate({
            ...NO_ROLLOUT,
            a: 'Sample 41',
            b: 'Sample 42',
            topology: USUAL,
            plan: formatPlanChange(SAMPLE_PLAN),
            at: 0,
          })
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
          set({
            rollout,
            rolloutPhase: { kind: 'ready' },
            rolloutAdvice: null,
            explained: null,
            deletable: null,
            keepRows: noPages(0),
            topologyHeads: {},
          })
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
      playBeside: (topology) =>
        report(async () => {
          const mine = ++newestBeside
          const { route } = get()
          if (topology === null || pair === null || route.view !== 'rollout') return set({ besideRollout: null })
          const besideRollout = await play(pair.pairId, planOf(topology, route.plan))
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
      readMoment: (at) =>
        report(async () => {
          const rolloutId = shownId()
          const mine = ++newestMoment
          if (rolloutId === null) return
          const answer = await client.call('rollout.matrix', { rolloutId, at })
          if (mine === newestMoment && shownId() === rolloutId) set({ moment: { rolloutId, at, ...answer } })
        }),
      showRollout: (patch, change = 'push') => {
        const { route } = get()
        if (route.view === 'rollout') get().navigate({ ...route, ...patch }, change)
      },
      setRolloutPlan: (plan) => {
        const base = planOf(plan.topology, '')
        const change = planChange(base, plan)
        get().showRollout({ topology: plan.topology, plan: formatPlanChange(change), at: null })
      },
      readAdvice: () =>
        report(async () => {
          const rolloutId = shownId()
          if (rolloutId === null) return
          const rolloutAdvice = await client.call('rollout.advice', { rolloutId })
          if (shownId() === rolloutId) set({ rolloutAdvice })
        }),
      openKeep: (keepText) =>
        report(async () => {
          const rolloutId = shownId()
          set({ keepText })
          if (rolloutId === null) return
          const { total, files } = await client.call('rollout.keep', {
            rolloutId,
            text: keepText,
            offset: 0,
            limit: PAGE_SIZE,
          })
          if (shownId() !== rolloutId || get().keepText !== keepText) return
          set({ keepRows: withPage(noPages(total), 0, files, total) })
        }),
      readKeep: async (first, last) => {
        const rolloutId = shownId()
        const { keepText: text, keepRows } = get()
        if (rolloutId === null) return
        await readPages(keepRows, `keep ${rolloutId} ${text}`, first, last, async (page) => {
          const input = { rolloutId, text, offset: page * PAGE_SIZE, limit: PAGE_SIZE }
          const { total, files } = await client.call('rollout.keep', input)
          if (shownId() !== rolloutId || get().keepText !== text) return
          set({ keepRows: withPage(get().keepRows, page, files, total) })
        })
      },
      openDeletable: (at) =>
        report(async () => {
          const rolloutId = shownId()
          if (rolloutId === null) return
          const answer = await client.call('rollout.deletable', { rolloutId, at, offset: 0, limit: PAGE_SIZE })
          if (shownId() !== rolloutId) return
          const rows = withPage(noPages<KeepUntil>(answer.total), 0, answer.files, answer.total)
          set({ deletable: { at, bytes: answer.bytes, rows } })
        }),
      readDeletable: async (first, last) => {
        const rolloutId = shownId()
        const shown = get().deletable
        if (rolloutId === null || shown === null) return
        await readPages(shown.rows, `deletable ${rolloutId} ${shown.at}`, first, last, async (page) => {
          const input = { rolloutId, at: shown.at, offset: page * PAGE_SIZE, limit: PAGE_SIZE }
          const { total, files } = await client.call('rollout.deletable', input)
          const now = get().deletable
          if (shownId() !== rolloutId || now?.at !== shown.at) return
          set({ deletable: { ...now, rows: withPage(now.rows, page, files, total) } })
        })
      },
      readHazardNames: async (rolloutId, hazardId) => {
        try {
          const answer = await client.call('rollout.hazard', { rolloutId, hazardId, offset: 0, limit: 500 })
          return { files: answer.files.names, pages: answer.pages.names }
        } catch (error) {
          get().reportError(error)
          return null
        }
      },
      explainError: (text, at) =>
        report(async () => {
          const rolloutId = shownId()
          if (rolloutId === null) return
          set({ explained: await client.call('rollout.explain', { rolloutId, text, at }) })
        }),
      saveRollout: (format) =>
        report(async () => {
          const rolloutId = shownId()
          if (rolloutId === null) return
          const at = get().moment?.at ?? null
          await get().savePrepared(await client.call('rollout.export', { rolloutId, format, at }))
        }),
      saveDeleteList: (format, at) =>
        report(async () => {
          const rolloutId = shownId()
          if (rolloutId === null) return
          await get().savePrepared(await client.call('rollout.export', { rolloutId, format, at }))
        }),
    }
  }
}
