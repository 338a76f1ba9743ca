import { ALWAYS, type Circumstance } from './circumstance.ts'

/** At-rules whose block holds rules, and under which condition they count. */
export const CONDITIONAL_BLOCKS = new Set(['media', 'supports', 'container'])
/** At-rules whose block holds rules that count as they would without it. */
export const TRANSPARENT_BLOCKS = new Set(['layer', 'scope', 'starting-style'])
/** Other at-rules that browsers know; an unknown one is dropped and ends nothing. */
const OTHER_RULES = new Set([
  'namespace',
  'font-face',
  'font-feature-values',
  'font-palette-values',
  'keyframes',
  '-webkit-keyframes',
  'page',
  'property',
  'counter-style',
  'position-try',
  'view-transition',
  'layer',
])
/** At-rules whose block holds declarations. */
export const DECLARATION_BLOCKS: Readonly<Record<string, Circumstance>> = {
  page: { request: 'conditional', condition: 'when printing' },
  'counter-style': ALWAYS,
}

/** Whether browsers know an at-rule of this name, so that it ends what may only stand before all rules. */
export function isKnownRule(name: string): boolean {
  return CONDITIONAL_BLOCKS.has(name) || TRANSPARENT_BLOCKS.has(name) || OTHER_RULES.has(name)
}
