import { ArrowLeftRight } from 'lucide-react'
import type { Release } from '../../../shared/model/release.ts'
import { originWord } from '../../../shared/text/describe-release.ts'
import type { SideChoice } from '../../state/route.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { type Choice, SelectField } from '../../ui/SelectField.tsx'

/** Which two releases are compared, and which way round. */
export function ComparePickers() {
  const route = useApp((state) => (state.route.view === 'compare' ? state.route : null))
  const releases = useApp((state) => state.releases)
  const projects = useApp((state) => state.projects)
  const choose = useApp((state) => state.chooseSide)
  const swap = useApp((state) => state.swapSides)
  if (route === null) return null
  const working = [...new Set([route.projectId, workingOf(route.a), workingOf(route.b)])].filter((id) => id !== null)
  const choices = [
    ...working.map((id) => ({
      id: keyOf({ kind: 'working', projectId: id }),
      label: 'Working tree',
      explanation: `${projects[id]?.title ?? 'The project'} as it is now`,
    })),
    ...(releases ?? []).filter(({ removedAt }) => removedAt === null).map(({ release }) => choiceOf(release)),
  ]
  const picker = (side: 'a' | 'b', label: string) => {
    const value = route[side]
    const missing = value !== null && !choices.some(({ id }) => id === keyOf(value)) ? [bareChoice(value)] : []
    return (
      <SelectField
        look="bar"
        label={label}
        value={value === null ? '' : keyOf(value)}
        {...(value === null ? { shown: 'choose…' } : {})}
        choices={[...choices, ...missing]}
        onChange={(key) => choose(side, sideOf(key))}
      />
    )
  }
  return (
    <>
      {picker('a', 'From')}
      <Button look="icon" aria-label="Swap From and To" title="Swap From and To" onPress={swap}>
        <ArrowLeftRight size={15} />
      </Button>
      {picker('b', 'To')}
    </>
  )
}

const WORKING = 'working:'
const RELEASE = 'release:'

function keyOf(side: SideChoice): string {
  return side.kind === 'working' ? WORKING + side.projectId : RELEASE + side.name
}

function sideOf(key: string): SideChoice {
  return key.startsWith(WORKING)
    ? { kind: 'working', projectId: key.slice(WORKING.length) }
    : { kind: 'release', name: key.slice(RELEASE.length) }
}

function workingOf(side: SideChoice | null): string | null {
  return side?.kind === 'working' ? side.projectId : null
}

function bareChoice(side: SideChoice): Choice<string> {
  return { id: keyOf(side), label: side.kind === 'working' ? 'Working tree' : side.name }
}

function choiceOf({ name, takenAt, origin, storageClass }: Release): Choice<string> {
  const storage = storageClass?.split('.').at(-1)
  const facts = [
    originWord(origin),
    new Date(takenAt).toLocaleDateString(),
    ...(storage === undefined ? [] : [storage]),
  ]
  return { id: RELEASE + name, label: name, explanation: facts.join(' · ') }
}
