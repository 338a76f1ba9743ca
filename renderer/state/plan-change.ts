import { type RolloutPlan, type RolloutPlanInput, rolloutPlanSchema } from '../../shared/model/rollout-plan.ts'

type Fields = Readonly<Record<string, unknown>>

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Reads a change of a plan as it stands in an address: a JSON object; anything else changes nothing. */
export function parsePlanChange(text: string): Fields {
  if (text === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    return isFields(value) ? value : {}
  } catch {
    return {}
  }
}

/** A plan with a change laid over it, part by part. A part that one of the two does not have as fields is replaced whole. */
export function applyPlanChange(plan: Fields, change: Fields): Fields {
  const changed = Object.entries(change).map(([key, value]): [string, unknown] => {
    const old = plan[key]
    return [key, isFields(old) && isFields(value) ? applyPlanChange(old, value) : value]
  })
  return { ...plan, ...Object.fromEntries(changed) }
}

/** A plan with the change of an address laid over it. A change that makes no plan of it, as a mangled link may, is left out. */
export function planWithChange(base: RolloutPlanInput, text: string): RolloutPlan {
  const changed = rolloutPlanSchema.safeParse(applyPlanChange(base, parsePlanChange(text)))
  return changed.success ? changed.data : rolloutPlanSchema.parse(base)
}

/** The smallest change that makes `plan` out of `base`: `applyPlanChange(base, planChange(base, plan))` is `plan`. */
export function planChange(base: Fields, plan: Fields): Fields {
  const changed = Object.entries(plan).flatMap(([key, value]): [string, unknown][] => {
    const old = base[key]
    if (!isFields(old) || !isFields(value)) return JSON.stringify(old) === JSON.stringify(value) ? [] : [[key, value]]
    const inner = planChange(old, value)
    return Object.keys(inner).length === 0 ? [] : [[key, inner]]
  })
  return Object.fromEntries(changed)
}

/** The text of a change in an address; empty for none. */
export function formatPlanChange(change: Fields): string {
  return Object.keys(change).length === 0 ? '' : JSON.stringify(change)
}
