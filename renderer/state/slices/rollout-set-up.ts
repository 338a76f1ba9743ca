import type { InspectorClient } from '../../../shared/contract/client.ts'
import { toErrorData } from '../../../shared/contract/errors.ts'
import type { Recognition } from '../../../shared/model/rollout.ts'
import { rolloutPlanSchema, type RolloutPlan } from '../../../shared/model/rollout-plan.ts'
import { LONGEST_SET_UP_TEXT, type SetUpKind, type SetUpText } from '../../../shared/model/set-up-text.ts'
import type { AppSlice } from '../app-store.ts'
import { applyPlanChange } from '../plan-change.ts'

type Fact = Recognition['facts'][number]

/** What settings and configurations tell of the set-up, and which of it is to be used. */
export type RecognisedSetUp = {
  readonly texts: readonly SetUpText[]
  readonly facts: readonly Fact[]
  /** Facts that are left out, by their index. */
  readonly leftOut: ReadonlySet<number>
}

export type RolloutSetUpSlice = {
  /** The dialog that recognises a set-up; null while it is closed. */
  readonly setUp: RecognisedSetUp | null
  readonly openSetUp: () => Promise<void>
  readonly closeSetUp: () => void
  readonly addSetUpText: (name: string, kind: SetUpKind, text: string) => Promise<void>
  readonly removeSetUpText: (index: number) => Promise<void>
  readonly leaveOutFact: (index: number, isLeftOut: boolean) => void
  /** A plan with what the chosen facts say laid over it. */
  readonly planOfSetUp: (plan: RolloutPlan) => RolloutPlan
  /** Reads the text of a plan file; what is wrong with it names line, key and allowed values. */
  readonly readPlanText: (
    text: string,
    otherwise: RolloutPlan['topology'],
  ) => Promise<{ readonly plan: RolloutPlan } | { readonly error: string }>
}

/** So many texts are looked at; `rollout.recognise` takes no more. */
const MOST_TEXTS = 20

/** Keeps what was recognised of a set-up until it is used. The texts are contents: the page has no paths. */
export function createRolloutSetUpSlice(client: InspectorClient): AppSlice<RolloutSetUpSlice> {
  return (set, get) => {
    const recognise = async (texts: readonly SetUpText[]): Promise<void> => {
      try {
        const projectId = get().lastPreview?.projectId ?? null
        const { facts } = await client.call('rollout.recognise', { projectId, texts: [...texts] })
        set({ setUp: { texts, facts, leftOut: new Set() } })
      } catch (error) {
        get().reportError(error)
      }
    }
    return {
      setUp: null,
      openSetUp: () => recognise([]),
      closeSetUp: () => set({ setUp: null }),
      addSetUpText: async (name, kind, text) => {
        const texts = get().setUp?.texts ?? []
        if (text.length > LONGEST_SET_UP_TEXT)
          get().notify(
            'bad',
            `${name} is larger than 1 MB, which no configuration is. Choose the configuration itself.`,
          )
        else if (texts.length === MOST_TEXTS) get().notify('bad', `${MOST_TEXTS} files are the most. Remove one first.`)
        else await recognise([...texts, { name: name.slice(0, 255), kind, text }])
      },
      removeSetUpText: (index) => recognise((get().setUp?.texts ?? []).filter((_, place) => place !== index)),
      leaveOutFact: (index, isLeftOut) => {
        const { setUp } = get()
        if (setUp === null) return
        const leftOut = new Set(setUp.leftOut)
        if (isLeftOut) leftOut.add(index)
        else leftOut.delete(index)
        set({ setUp: { ...setUp, leftOut } })
      },
      planOfSetUp: (plan) => {
        const { facts = [], leftOut } = get().setUp ?? {}
        const chosen = facts.filter((_, index) => leftOut?.has(index) !== true)
        // Of two that contradict each other the first counts.
        const said = chosen.toReversed().reduce<object>((all, fact) => applyPlanChange({ ...all }, fact.plan), {})
        return rolloutPlanSchema.parse(applyPlanChange(plan, { ...said }))
      },
      readPlanText: async (text, otherwise) => {
        try {
          return { plan: await client.call('rollout.readPlan', { text, otherwise }) }
        } catch (error) {
          return { error: toErrorData(error).message }
        }
      },
    }
  }
}
