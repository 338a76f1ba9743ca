import type { FoundReference } from '../../../shared/model/reference.ts'

/** When a reference is asked for. */
export type Circumstance = Pick<FoundReference, 'request' | 'condition'>

/** Whenever the file is loaded and used. */
export const ALWAYS: Circumstance = { request: 'requested', condition: null }

/** The same, and only under one more condition. */
export function narrowed(when: Circumstance, condition: string): Circumstance {
  if (when.request === 'never') return when
  return { request: 'conditional', condition: when.condition === null ? condition : `${when.condition}, ${condition}` }
}

/** The same, and only where another circumstance holds too. */
export function narrowedBy(when: Circumstance, by: Circumstance): Circumstance {
  if (by.request === 'never') return by
  return by.condition === null ? when : narrowed(when, by.condition)
}
