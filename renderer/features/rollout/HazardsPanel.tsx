import { ChevronDown, ChevronRight, ShieldCheck } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { HazardGroup } from '../../../shared/model/hazard-group.ts'
import type { Hazard } from '../../../shared/model/rollout.ts'
import { formatCount } from '../../../shared/text/format-bytes.ts'
import { plural } from '../../../shared/text/plural.ts'
import type { RolloutRoute } from '../../state/route.ts'
import type { PlayedRollout } from '../../state/slices/rollout.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { ChipGroup } from '../../ui/ChipGroup.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { HazardChain } from './HazardChain.tsx'
import { HazardLine } from './HazardLine.tsx'
import { amountOf } from './matrix-rows.ts'
import { formatWindow } from './moment-words.ts'
import { CONDITION_WORDS, OUTCOME_WORDS } from './outcome-words.ts'
import { OutcomeTag } from './OutcomeTag.tsx'
import './hazards.css'

type Props = {
  readonly route: RolloutRoute
  readonly rollout: PlayedRollout
  readonly at: number
  readonly onMove: (at: number) => void
}

const GROUPINGS = [
  { id: 'cause', label: 'Cause' },
  { id: 'outcome', label: 'Outcome' },
  { id: 'window', label: 'Time' },
] as const

/** Every window in which someone gets something wrong, by what is to blame, by what they get, or by when. */
export function HazardsPanel({ route, rollout, at, onMove }: Props) {
  const list = useApp((state) => state.hazardList)
  const group = useApp((state) => state.groupHazards)
  const readMore = useApp((state) => state.readMoreGroups)
  const show = useApp((state) => state.showRollout)
  const { by } = route
  const { rolloutId, head } = rollout
  const linked = useRef(route.selected)
  useEffect(() => void group(by, linked.current), [rolloutId, by, group])
  if (head.hazardCount === 0)
    return (
      <EmptyState
        icon={<ShieldCheck size={20} />}
        title="No hazard"
        text="With this topology and plan every page gets the files that it was made for, at every moment."
      />
    )
  if (list === null || list.by !== by) return <p className="panel-wait dim">Asking the engine…</p>
  const opened = Object.values(list.opened).flat()
  const hazard = opened.find(({ id }) => id === route.selected) ?? opened[0]
  const choose = (one: Hazard) => {
    linked.current = one.id
    show({ selected: one.id }, 'replace')
    if (one.from > at || (one.to !== null && one.to <= at)) onMove(one.from)
  }
  const more = list.groupTotal - list.groups.length
  return (
    <div className="panel-pair">
      <div className="hazards-side">
        <div className="panel-tools">
          <span className="dim">Group {plural(head.hazardCount, 'hazard')} by</span>
          <ChipGroup label="Group by" look="chips" value={by} choices={GROUPINGS} onChange={(id) => show({ by: id })} />
        </div>
        <ul className="hazards" aria-label="Hazards" onKeyDown={moveFocus}>
          {list.groups.map((one) => (
            <Group
              key={`${by} ${one.key}`}
              group={one}
              isOpenFirst={one.key in list.opened}
              selected={hazard?.id ?? null}
              startsAt={head.plan.startsAt}
              onChoose={choose}
            />
          ))}
          {more > 0 && (
            <li className="hazards-more">
              <Button look="link" onPress={() => void readMore()}>
                Show more of {formatCount(more)} other groups
              </Button>
            </li>
          )}
        </ul>
      </div>
      <section className="why-detail" aria-label="Hazard" tabIndex={0}>
        {hazard !== undefined && (
          <HazardChain key={hazard.id} hazard={hazard} rolloutId={rolloutId} startsAt={head.plan.startsAt} />
        )}
      </section>
    </div>
  )
}

type GroupProps = {
  readonly group: HazardGroup
  readonly isOpenFirst: boolean
  readonly selected: string | null
  readonly startsAt: string
  readonly onChoose: (hazard: Hazard) => void
}

/** Hazards that have something in common; opened they are listed below, some at a time. */
function Group({ group, isOpenFirst, selected, startsAt, onChoose }: GroupProps) {
  const [isOpen, setOpen] = useState(isOpenFirst)
  const by = useApp((state) => state.hazardList?.by ?? 'cause')
  const hazards = useApp((state) => state.hazardList?.opened[group.key])
  const read = useApp((state) => state.readHazardsOf)
  const toggle = () => {
    setOpen(!isOpen)
    if (!isOpen && hazards === undefined) void read(group.key)
  }
  const more = group.hazards - (hazards?.length ?? 0)
  const Arrow = isOpen ? ChevronDown : ChevronRight
  return (
    <li>
      <button type="button" className="hazard-group" aria-expanded={isOpen} onClick={toggle}>
        <Arrow size={13} aria-hidden="true" />
        <OutcomeTag outcome={group.outcome} />
        <span className="hazard-title">{by === 'outcome' ? OUTCOME_WORDS[group.outcome].meaning : group.title}</span>
        <span className="hazard-amount">
          {by !== 'window' && `${formatWindow(startsAt, group.from, group.to)} · `}
          {group.hazards === 1
            ? amountOf({ fileCount: group.files, pageCount: group.pages })
            : plural(group.hazards, 'hazard')}{' '}
          {CONDITION_WORDS[group.condition]}
        </span>
      </button>
      {isOpen && hazards !== undefined && (
        <ul aria-label={group.title}>
          {hazards.map((one) => (
            <li key={one.id}>
              <HazardLine hazard={one} isSelected={one.id === selected} startsAt={startsAt} onChoose={onChoose} />
            </li>
          ))}
          {more > 0 && (
            <li className="hazards-more">
              <Button look="link" onPress={() => void read(group.key)}>
                Show more of {formatCount(more)} others
              </Button>
            </li>
          )}
        </ul>
      )}
    </li>
  )
}

/** The arrows go from line to line. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined) return
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('button')]
  const next = lines[lines.findIndex((line) => line === document.activeElement) + step]
  if (next === undefined) return
  event.preventDefault()
  next.focus()
}
