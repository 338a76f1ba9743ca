import { useEffect, useState } from 'react'
import type { FileDifference, FileSide } from '../../../../shared/model/differences.ts'
import { describeDifference } from '../../../../shared/text/describe-difference.ts'
import { formatBytes } from '../../../../shared/text/format-bytes.ts'
import { useApp } from '../../../state/store-context.ts'
import { IsolatedPath } from '../../../ui/IsolatedPath.tsx'
import { Tag } from '../../../ui/Tag.tsx'

/** In what one file of a what-if differs: the project as it is, beside the change. Nothing where nothing differs. */
export function DifferenceNote({ name }: { readonly name: string }) {
  const difference = useDifference(name)
  if (difference === null) return null
  const { kinds, before, after } = difference
  const rows = ROWS.map(({ label, of }) => ({ label, was: cell(before, of), is: cell(after, of) })).filter(
    ({ was, is }) => was !== is && ![was, is].every((text) => text === NOTHING || text === 'none'),
  )
  return (
    <section className="what-if-difference" aria-label="What differs">
      <p className="facts-marks">
        {kinds.map((kind) => {
          const { sign, text, tone, title } = describeDifference(kind)
          return <Tag key={kind} sign={sign} text={text} tone={tone} title={title} />
        })}
      </p>
      {rows.length > 0 && (
        <table className="what-if-difference-table">
          <thead>
            <tr>
              <td />
              <th scope="col">As it is</th>
              <th scope="col">With the change</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ label, was, is }) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>
                  <IsolatedPath path={was} />
                </td>
                <td>
                  <IsolatedPath path={is} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

const ROWS: readonly { readonly label: string; readonly of: (side: FileSide) => string }[] = [
  { label: 'Source', of: ({ source }) => source },
  { label: 'Provider', of: ({ provider }) => provider },
  { label: 'Size', of: ({ size }) => formatBytes(size) },
  { label: 'Errors', of: ({ errors }) => (errors === 0 ? 'none' : String(errors)) },
  { label: 'Hashed name', of: ({ hashedName }) => hashedName ?? 'none' },
  { label: 'URL', of: ({ url }) => url ?? 'none' },
  { label: 'Happens', of: ({ action }) => action },
  { label: 'Compressed', of: ({ compressed }) => (compressed.length === 0 ? 'none' : compressed.join(', ')) },
]

/** Stands where a file is not collected. */
const NOTHING = '–'

function cell(side: FileSide | null, of: (side: FileSide) => string): string {
  return side === null ? NOTHING : of(side)
}

function useDifference(name: string): FileDifference | null {
  const read = useApp((state) => state.readDifference)
  const revision = useApp((state) => `${state.summary?.projectId} ${state.summary?.revision}`)
  const [known, setKnown] = useState<FileDifference | null>(null)
  useEffect(() => {
    let isShown = true
    setKnown(null)
    void read(name).then((difference) => isShown && setKnown(difference))
    return () => {
      isShown = false
    }
  }, [read, name, revision])
  return known
}
