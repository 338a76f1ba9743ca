import type { Action } from './actions.ts'

/**
 * Actions in which every word of the text begins a word, in their own order; all of them for an empty text.
 * Labels that begin with the text come first.
 */
export function matchActions<A extends Pick<Action, 'label' | 'group'>>(
  actions: readonly A[],
  text: string,
): readonly A[] {
  const words = text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  if (words.length === 0) return actions
  const found = actions.filter((action) => {
    const parts = `${action.group} ${action.label}`.toLowerCase().split(/[\s:…]+/)
    return words.every((word) => parts.some((part) => part.startsWith(word)))
  })
  const isFirst = (action: A) => action.label.toLowerCase().startsWith(words[0] ?? '')
  return [...found.filter(isFirst), ...found.filter((action) => !isFirst(action))]
}
