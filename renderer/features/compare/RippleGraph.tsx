import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { Cause } from '../../../shared/model/comparison.ts'
import type { ComparisonFile } from '../../../shared/model/comparison-view.ts'
import { causeMarks } from '../../../shared/text/cause-marks.ts'
import { CAUSE_LABELS } from '../../../shared/text/describe-comparison.ts'
import { formatCount } from '../../../shared/text/format-bytes.ts'
import { useApp } from '../../state/store-context.ts'
import { type GraphNode, layRipple, nextNode, NODE_HEIGHT } from './lay-ripple.ts'

const ROLES = { targets: 'changed before', itself: 'this file', users: 'changed with it' } as const

/** A file in the middle of its ripple: what it refers to on the left, who changed with it on the right. */
export function RippleGraph({ file }: { readonly file: ComparisonFile }) {
  const goTo = useApp((state) => state.goToCompared)
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  const [focused, setFocused] = useState<string | null>(null)
  useEffect(() => {
    const element = box.current
    if (element === null) return
    const measure = () => setWidth(element.clientWidth)
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const { nodes, height, moreTargets, moreUsers } = layRipple(file, width)
  const itself = nodes.find(({ column }) => column === 'itself')
  const active = nodes.find(({ name }) => name === focused) ?? itself
  const press = (event: KeyboardEvent) => {
    if (active === undefined) return
    const next = nextNode(nodes, active, event.key)
    if (next !== null) {
      event.preventDefault()
      setFocused(next.name)
      box.current?.querySelector<SVGGElement>(`[data-node="${nodes.indexOf(next)}"]`)?.focus()
    } else if ((event.key === 'Enter' || event.key === ' ') && active.column !== 'itself') {
      event.preventDefault()
      goTo(active.name, { tab: 'ripple' })
    }
  }
  return (
    <section aria-label="Ripple around the file">
      <h3>Around the file</h3>
      <div ref={box} className="ripple-box">
        <svg
          width={width}
          height={height}
          role="group"
          aria-label={`Ripple around ${file.difference.name}: arrows move, Enter goes there`}
          onKeyDown={press}
        >
          {itself !== undefined &&
            nodes
              .filter(({ column }) => column !== 'itself')
              .map((node) => <Edge key={node.name} node={node} itself={itself} />)}
          {nodes.map((node, index) => (
            <g
              key={`${node.column} ${node.name}`}
              data-node={index}
              role="button"
              tabIndex={node === active ? 0 : -1}
              className={`ripple-node ripple-${node.column} tone-${toneOf(node.cause)}`}
              aria-label={`${node.name}, ${CAUSE_LABELS[node.cause]}, ${ROLES[node.column]}`}
              onFocus={() => setFocused(node.name)}
              onClick={() => node.column !== 'itself' && goTo(node.name, { tab: 'ripple' })}
            >
              <title>{node.name}</title>
              <rect x={node.x} y={node.y} width={node.width} height={NODE_HEIGHT} rx={4} />
              <text x={node.x + 6} y={node.y + 16}>
                {causeMarks(node.cause)[0]?.sign} {node.label}
              </text>
            </g>
          ))}
        </svg>
      </div>
      {moreTargets + moreUsers > 0 && (
        <p className="detail-note">
          {moreTargets > 0 && `${formatCount(moreTargets)} more on the left. `}
          {moreUsers > 0 && `${formatCount(moreUsers)} more on the right.`}
        </p>
      )}
    </section>
  )
}

function toneOf(cause: Cause): string {
  return causeMarks(cause)[0]?.tone ?? 'unknown'
}

function Edge({ node, itself }: { readonly node: GraphNode; readonly itself: GraphNode }) {
  const [from, to] = node.column === 'targets' ? [node, itself] : [itself, node]
  const [x1, y1] = [from.x + from.width, from.y + NODE_HEIGHT / 2]
  const [x2, y2] = [to.x, to.y + NODE_HEIGHT / 2]
  const middle = (x1 + x2) / 2
  return (
    <path className="ripple-edge" d={`M${x1},${y1} C${middle},${y1} ${middle},${y2} ${x2},${y2}`} aria-hidden="true" />
  )
}
