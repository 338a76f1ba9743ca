import type { ReactNode } from 'react'
import type { Topology } from '../../../shared/model/rollout-plan.ts'

/** A small drawing of who shares what: processes above, files and manifests below. The card's words are its text. */
export function TopologyDrawing({ topology }: { readonly topology: Topology }) {
  return (
    <svg className="drawing" viewBox="0 0 120 56" aria-hidden="true">
      {DRAWINGS[topology]}
    </svg>
  )
}

function Process({ x }: { readonly x: number }) {
  return <rect className="drawing-process" x={x} y={3} width={26} height={15} rx={3} />
}

function Files({ x, y = 34, width = 26 }: { readonly x: number; readonly y?: number; readonly width?: number }) {
  return (
    <g className="drawing-files">
      <path d={`M${x} ${y + 4}v12a${width / 2} 4 0 0 0 ${width} 0v-12`} />
      <ellipse cx={x + width / 2} cy={y + 4} rx={width / 2} ry={4} />
    </g>
  )
}

function Manifest({ x, y }: { readonly x: number; readonly y: number }) {
  return (
    <g className="drawing-manifest">
      <rect x={x} y={y} width={9} height={10} rx={1} />
      <path d={`M${x + 2} ${y + 3.5}h5M${x + 2} ${y + 6.5}h5`} />
    </g>
  )
}

function Lines({ d }: { readonly d: string }) {
  return <path className="drawing-line" d={d} />
}

const DRAWINGS: Readonly<Record<Topology, ReactNode>> = {
  'single-server': (
    <>
      <Process x={47} />
      <Lines d="M60 18v16" />
      <Files x={47} />
      <Manifest x={56} y={42} />
    </>
  ),
  'disk-per-server': (
    <>
      <Process x={20} />
      <Process x={74} />
      <Lines d="M33 18v16M87 18v16" />
      <Files x={20} />
      <Files x={74} />
      <Manifest x={29} y={42} />
      <Manifest x={83} y={42} />
    </>
  ),
  'shared-manifest': (
    <>
      <Process x={20} />
      <Process x={74} />
      <Lines d="M33 18l20 16M87 18l-20 16" />
      <Files x={42} width={36} />
      <Manifest x={56} y={42} />
    </>
  ),
  'manifest-per-release': (
    <>
      <Process x={20} />
      <Process x={74} />
      <Lines d="M33 18l16 16M87 18l-16 16" />
      <Files x={38} width={44} />
      <Manifest x={46} y={42} />
      <Manifest x={65} y={42} />
    </>
  ),
  'folder-per-release': (
    <>
      <Process x={20} />
      <Process x={74} />
      <Lines d="M33 18v14M87 18v14" />
      <path className="drawing-files" d="M16 34h10l3 4h21v15h-34zM70 34h10l3 4h21v15h-34z" />
      <Manifest x={29} y={41} />
      <Manifest x={83} y={41} />
    </>
  ),
  'files-in-image': (
    <>
      <rect className="drawing-image" x={12} y={1} width={42} height={54} rx={5} />
      <rect className="drawing-image" x={66} y={1} width={42} height={54} rx={5} />
      <Process x={20} />
      <Process x={74} />
      <Lines d="M33 18v12M87 18v12" />
      <Files x={20} y={30} />
      <Files x={74} y={30} />
      <Manifest x={29} y={38} />
      <Manifest x={83} y={38} />
    </>
  ),
  'manifest-in-image': (
    <>
      <rect className="drawing-image" x={8} y={1} width={48} height={21} rx={4} />
      <rect className="drawing-image" x={64} y={1} width={48} height={21} rx={4} />
      <Process x={13} />
      <Process x={69} />
      <Manifest x={43} y={6} />
      <Manifest x={99} y={6} />
      <Lines d="M30 22l22 12M88 22l-20 12" />
      <Files x={42} width={36} />
    </>
  ),
}
