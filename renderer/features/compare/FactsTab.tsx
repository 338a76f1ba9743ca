import type { ReactNode } from 'react'
import type { ComparisonFile } from '../../../shared/model/comparison-view.ts'
import type { Provider } from '../../../shared/model/preview.ts'
import type { Content, ReleaseFile } from '../../../shared/model/release.ts'
import { formatBytes, formatCount, formatExactBytes } from '../../../shared/text/format-bytes.ts'
import { useApp } from '../../state/store-context.ts'
import { HashedName } from '../../ui/HashedName.tsx'

/** What is known of a file on both sides, and what is not. */
export function FactsTab({ file }: { readonly file: ComparisonFile }) {
  const a = useApp((state) => state.comparison?.a.name ?? 'From')
  const b = useApp((state) => state.comparison?.b.name ?? 'To')
  const rows: readonly (readonly [string, (side: ReleaseFile) => ReactNode])[] = [
    ['Name', ({ name }) => name],
    ['Served as', ({ name, hashedName }) => <HashedName name={name} hashedName={hashedName ?? name} />],
    ['Served bytes', ({ output }) => contentWords(output)],
    [
      'Author’s bytes',
      ({ source, isRecovered }) => (
        <>
          {contentWords(source)}
          {isRecovered && (
            <span className="side-note">Recovered: substituted hashes were undone in what is served.</span>
          )}
        </>
      ),
    ],
    ['Plain copy', ({ plain }) => (plain === null ? 'none, or not known' : contentWords(plain))],
    [
      'Compressed',
      ({ compressed }) =>
        compressed.map(({ encoding, size }) => `${encoding} ${formatBytes(size)}`).join(', ') || 'no forms known',
    ],
    ['References rewritten', ({ references }) => formatCount(references.length)],
  ]
  return (
    <div className="detail">
      <table className="compare-table compare-facts" aria-label={`Facts of ${file.difference.name}`}>
        <thead>
          <tr>
            <td />
            <th scope="col">{a}</th>
            <th scope="col">{b}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([label, wordsOf]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{file.a === null ? <Missing /> : wordsOf(file.a)}</td>
              <td>{file.b === null ? <Missing /> : wordsOf(file.b)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">Provider</th>
            <td>{providerWords(file.a, file.providerA)}</td>
            <td>{providerWords(file.b, file.providerB)}</td>
          </tr>
        </tbody>
      </table>
      <p className="detail-note">
        “Not known” means that the place from which the release was taken does not tell: a manifest has names alone, a
        collected folder has no sources.
      </p>
    </div>
  )
}

function Missing() {
  return <span className="dim">not in it</span>
}

function contentWords(content: Content | null): ReactNode {
  if (content === null) return <span className="dim">not known</span>
  return (
    <>
      <span title={formatExactBytes(content.size)}>{formatBytes(content.size)}</span>{' '}
      <span className="code dim" title={`SHA-256 ${content.hash}`}>
        {content.hash.slice(0, 12)}
      </span>
    </>
  )
}

function providerWords(file: ReleaseFile | null, provider: Provider | null): ReactNode {
  if (file === null) return <Missing />
  if (provider === null) return <span className="dim">not known</span>
  return provider.package === null ? provider.label : `${provider.package} ${provider.version ?? ''}`.trim()
}
