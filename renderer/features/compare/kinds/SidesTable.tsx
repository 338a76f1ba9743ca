import type { ReactNode } from 'react'
import type { ContentFacts } from '../../../../shared/model/content-facts.ts'
import { formatBytes, formatExactBytes } from '../../../../shared/text/format-bytes.ts'

/** One fact of both sides; null where a side does not tell it. */
export type SideRow = { readonly label: string; readonly a: string | number | null; readonly b: string | number | null }

type Props = { readonly label: string; readonly rows: readonly SideRow[] }

/** Facts of both sides beside each other; those that differ have a sign. */
export function SidesTable({ label, rows }: Props) {
  return (
    <table className="sides" aria-label={label}>
      <thead>
        <tr>
          <th scope="col">
            <span className="sr-only">Fact</span>
          </th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.label} className={row.a === row.b ? undefined : 'sides-differ'}>
            <th scope="row">
              {row.a !== row.b && (
                <span title="Differs">
                  <span aria-hidden="true">≠ </span>
                  <span className="sr-only">differs: </span>
                </span>
              )}
              {row.label}
            </th>
            <td>{shown(row.a)}</td>
            <td>{shown(row.b)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function shown(value: string | number | null): ReactNode {
  return value ?? <span className="dim">–</span>
}

const STATES = { none: 'not in this release', gone: 'its bytes cannot be had' } as const

/** What every content tells: type, size, hash. */
export function commonRows(a: ContentFacts, b: ContentFacts): readonly SideRow[] {
  return [
    { label: 'Type', a: typeOf(a), b: typeOf(b) },
    { label: 'Size', a: sizeOf(a), b: sizeOf(b) },
    { label: 'SHA-256', a: a.hash?.slice(0, 16) ?? null, b: b.hash?.slice(0, 16) ?? null },
  ]
}

function typeOf({ state, type }: ContentFacts): string | null {
  return state === 'here' ? type : STATES[state]
}

function sizeOf({ size }: ContentFacts): string | null {
  return size === null ? null : size < 1000 ? formatBytes(size) : `${formatBytes(size)} (${formatExactBytes(size)})`
}
