import { useMemo } from 'react'
import { nameSides } from '../../../shared/analysis/rollout/name-sides.ts'
import type { SideNames } from '../../../shared/model/rollout.ts'
import { useApp } from '../../state/store-context.ts'

/** What the two releases of the shown rollout are called in sentences. */
export function useSideNames(): SideNames {
  const a = useApp((state) => state.rollout?.head.a ?? '')
  const b = useApp((state) => state.rollout?.head.b ?? '')
  return useMemo(() => nameSides(a, b), [a, b])
}
