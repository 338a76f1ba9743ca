import { CircleDashed, TriangleAlert } from 'lucide-react'
import { type KeyboardEvent, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Neighbourhood } from '../../../shared/model/check.ts'
import { plural } from '../../../shared/text/plural.ts'
import { previewOf } from '../../state/preview-of.ts'
import { projectOf } from '../../state/route.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { BOX_HEIGHT, boxBeside, fitBoxes, layNeighbours, type NeighbourBox } from './lay-neighbours.ts'
import { useLoaded } from './use-loaded.ts'

/** The files around one file, drawn: who leads there on the left, what it leads to on the right. */
export function NeighboursTab({ name }: { readonly name: string }) {
  const [trail, setTrail] = useState<readonly string[]>([name])
  const centre = trail.at(-1) ?? name
  const readNeighbours = useApp((state) => state.readNeighbours)
  const revision = useApp((state) => state.checkSummary?.revision ?? 0)
  const loaded = useLoaded(`${revision} ${centre}`, (signal) => readNeighbours(centre, signal))
  if (loaded.state === 'failed')
    return (
      <EmptyState icon={<TriangleAlert size={20} />} title="The neighbours could not be read" text={loaded.message} />
    )
  if (loaded.state === 'reading') return <div className="content-wait" aria-busy="true" />
  if (loaded.value.nodes.length < 2)
    return (
      <EmptyState
        icon={<CircleDashed size={20} />}
        title="No neighbours"
        text={`Nothing leads to ${centre}, and it leads nowhere.`}
      />
    )
  return (
    <Graph
      key={centre}
      around={loaded.value}
      onCentre={(next) => setTrail([...trail, next])}
      onBack={trail.length > 1 ? () => setTrail(trail.slice(0, -1)) : null}
    />
  )
}

type GraphProps = {
  readonly around: Neighbourhood
  readonly onCentre: (name: string) => void
  readonly onBack: (() => void) | null
}

/** Arrows move, Enter puts a file in the middle or opens the rest of a column, Backspace goes back. */
function Graph({ around, onCentre, onBack }: GraphProps) {
  const projectId = useApp((state) => projectOf(state.route))
  const navigate = useApp((state) => state.navigate)
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set())
  const [boxWidth, setBoxWidth] = useState(fitBoxes(around, 0))
  const drawing = useMemo(() => layNeighbours(around, open, boxWidth), [around, open, boxWidth])
  const middle = drawing.boxes.find(({ members }) => members.some((index) => around.nodes[index]?.distance === 0))
  const [activeKey, setActive] = useState(middle?.key ?? '')
  const active = drawing.boxes.find(({ key }) => key === activeKey) ?? middle
  const box = useRef<HTMLDivElement>(null)
  const activeNode = active?.members.length === 1 ? around.nodes[active.members[0] ?? -1] : undefined

  useLayoutEffect(() => {
    const element = box.current
    if (element === null) return
    const observer = new ResizeObserver(() => setBoxWidth(fitBoxes(around, element.clientWidth)))
    observer.observe(element)
    return () => observer.disconnect()
  }, [around])
  useEffect(() => {
    box.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [active])

  const enter = (target: NeighbourBox) => {
    const [first = -1] = target.members
    const node = around.nodes[first]
    if (node === undefined) return
    if (target.members.length > 1) setOpen(new Set([...open, node.distance]))
    else if (node.distance !== 0) onCentre(node.name)
  }
  const press = (event: KeyboardEvent) => {
    if (active === undefined || event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Enter' || event.key === ' ') enter(active)
    else if (event.key === 'Backspace' && onBack !== null) onBack()
    else {
      const next = boxBeside(drawing.boxes, active, event.key)
      if (next === null) return
      setActive(next.key)
    }
    event.preventDefault()
  }
  return (
    <div className="neighbours">
      <div className="neighbours-head">
        <span className="neighbours-name" title={activeNode?.name}>
          {activeNode === undefined ? plural(active?.members.length ?? 0, 'file') : activeNode.name}
        </span>
        {onBack !== null && <Button onPress={onBack}>Back</Button>}
        {activeNode !== undefined && activeNode.distance !== 0 && (
          <Button onPress={() => onCentre(activeNode.name)}>Put in the middle</Button>
        )}
        {activeNode?.in === 'static' && projectId !== null && (
          <Button look="link" onPress={() => navigate({ ...previewOf(projectId), name: activeNode.name })}>
            Show in Preview
          </Button>
        )}
      </div>
      <div
        ref={box}
        className="neighbours-box"
        role="listbox"
        aria-label="Neighbours"
        aria-activedescendant={active === undefined ? undefined : `box-${drawing.boxes.indexOf(active)}`}
        tabIndex={0}
        onKeyDown={press}
      >
        <svg width={drawing.width} height={drawing.height} role="presentation">
          {drawing.lines.map(({ from, to, isBad }) => (
            <path
              key={`${from.key} ${to.key}`}
              d={curve(from, to, boxWidth)}
              className={`edge${isBad ? ' edge-bad' : ''}${from === active || to === active ? ' edge-active' : ''}`}
            />
          ))}
          {drawing.boxes.map((each, index) => (
            <Box
              key={each.key}
              id={`box-${index}`}
              box={each}
              width={boxWidth}
              around={around}
              isActive={each === active}
              onActivate={() => setActive(each.key)}
              onEnter={() => enter(each)}
            />
          ))}
        </svg>
      </div>
      {around.left > 0 && (
        <p className="neighbours-note">
          {plural(around.left, 'farther file')} not drawn. Put a file in the middle to see what lies around it.
        </p>
      )}
    </div>
  )
}

type BoxProps = {
  readonly id: string
  readonly box: NeighbourBox
  readonly width: number
  readonly around: Neighbourhood
  readonly isActive: boolean
  readonly onActivate: () => void
  readonly onEnter: () => void
}

function Box({ id, box, width, around, isActive, onActivate, onEnter }: BoxProps) {
  const nodes = box.members.flatMap((index) => around.nodes[index] ?? [])
  const [first] = nodes
  if (first === undefined) return null
  const isRest = nodes.length > 1
  const findings = nodes.reduce((sum, node) => sum + node.findings, 0)
  const isMiddle = first.distance === 0
  const words = isRest ? `${nodes.length} more…` : first.name
  const label = [
    words,
    isMiddle ? 'in the middle' : first.distance < 0 ? 'leads there' : 'reached from there',
    ...(findings > 0 ? [plural(findings, 'finding')] : []),
  ].join(', ')
  return (
    <g
      id={id}
      role="option"
      aria-selected={isActive}
      aria-label={label}
      data-active={isActive ? '' : undefined}
      className={`box${isActive ? ' box-active' : ''}${isMiddle ? ' box-middle' : ''}${isRest ? ' box-rest' : ''}`}
      transform={`translate(${box.x} ${box.y})`}
      onClick={onActivate}
      onDoubleClick={onEnter}
    >
      <title>
        {isRest
          ? nodes
              .slice(0, 20)
              .map(({ name }) => name)
              .join('\n')
          : first.name}
      </title>
      <rect width={width} height={BOX_HEIGHT} rx={4} />
      <text x={8} y={15}>
        {cut(
          isRest ? words : first.name.split('/').slice(-2).join('/'),
          Math.floor((width - 16 - (findings > 0 ? 30 : 0)) / LETTER),
        )}
      </text>
      {findings > 0 && (
        <text x={width - 8} y={15} className="box-findings" textAnchor="end">
          ! {findings}
        </text>
      )}
    </g>
  )
}

/** Width of a letter in px. */
const LETTER = 6.7

/** The end of a name tells most. */
function cut(text: string, most: number): string {
  return text.length <= most ? text : `…${text.slice(1 - most)}`
}

/** A line from the right edge of one box to the left edge of another; around the edge within a column. */
function curve(from: NeighbourBox, to: NeighbourBox, width: number): string {
  const isSame = from.column === to.column
  const startX = from.x + (from.column <= to.column ? width : 0)
  const endX = to.x + (from.column >= to.column ? width : 0)
  const [startY, endY] = [from.y + BOX_HEIGHT / 2, to.y + BOX_HEIGHT / 2]
  const bend = isSame ? 24 : (endX - startX) / 2
  return `M${startX} ${startY}C${startX + bend} ${startY} ${isSame ? endX + bend : endX - bend} ${endY} ${endX} ${endY}`
}
