import { History } from 'lucide-react'
import { useEffect, useState } from 'react'
import { type ErrorData, toErrorData } from '../../../shared/contract/errors.ts'
import type { FileHistoryEntry } from '../../../shared/model/release.ts'
import { formatBytes } from '../../../shared/text/format-bytes.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { HashedName } from '../../ui/HashedName.tsx'

/** One file across all stored releases, the newest first. */
export function HistoryTab({ name }: { readonly name: string }) {
  const readHistory = useApp((state) => state.readHistory)
  const [entries, setEntries] = useState<{ readonly name: string; readonly list: readonly FileHistoryEntry[] } | null>(
    null,
  )
  const [error, setError] = useState<ErrorData | null>(null)
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    const controller = new AbortController()
    setError(null)
    readHistory(name, controller.signal).then(
      (list) => setEntries({ name, list }),
      (problem: unknown) => !controller.signal.aborted && setError(toErrorData(problem)),
    )
    return () => controller.abort()
  }, [name, attempt, readHistory])
  if (error !== null)
    return (
      <EmptyState icon={<History size={20} />} title="The history could not be read" text={error.message}>
        <Button onPress={() => setAttempt(attempt + 1)}>Try again</Button>
      </EmptyState>
    )
  if (entries?.name !== name) return <div className="detail" aria-busy="true" />
  if (entries.list.length === 0)
    return (
      <EmptyState
        icon={<History size={20} />}
        title="No release is kept"
        text="The history of a file comes from the releases of the store."
      />
    )
  return (
    <div className="detail">
      <table className="compare-table" aria-label={`History of ${name}`}>
        <thead>
          <tr>
            <th scope="col">Release</th>
            <th scope="col">Served as</th>
            <th scope="col">Size</th>
            <th scope="col">Against the one before</th>
          </tr>
        </thead>
        <tbody>
          {entries.list
            .map((entry, at) => ({ entry, words: changeWords(entry, entries.list[at - 1]) }))
            .toReversed()
            .map(({ entry: { release, takenAt, file }, words }) => (
              <tr key={release}>
                <th scope="row" title={new Date(takenAt).toLocaleString()}>
                  {release}
                </th>
                <td>
                  {file === null ? (
                    <span className="dim">not in it</span>
                  ) : (
                    <HashedName name={file.name} hashedName={file.hashedName ?? file.name} />
                  )}
                </td>
                <td>{file?.output == null ? '–' : formatBytes(file.output.size)}</td>
                <td>{words}</td>
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  )
}

/** What changed since the release before, as far as both tell. */
function changeWords({ file }: FileHistoryEntry, before: FileHistoryEntry | undefined): string {
  if (before === undefined) return 'the first that is kept'
  const former = before.file
  if (file === null) return former === null ? '' : 'removed'
  if (former === null) return 'added'
  if (file.source !== null && former.source !== null && file.source.hash !== former.source.hash) return 'edited'
  if (file.output !== null && former.output !== null && file.output.hash !== former.output.hash)
    return 'other bytes, no edit'
  return file.hashedName === former.hashedName ? 'the same' : 'another name'
}
