import type { OutlineRow } from '../../../shared/model/preview.ts'

/** Why a file or folder that a finder saw is not collected. */
export function IgnoredDetail({ row }: { readonly row: OutlineRow }) {
  const isFolder = row.name.endsWith('/')
  return (
    <div className="detail">
      <div className="detail-head">
        <h2 tabIndex={-1}>{row.name}</h2>
        <p className="detail-source">Not collected</p>
      </div>
      <dl className="facts">
        <dt>Left out by</dt>
        <dd>
          {row.reason === null ? <span className="dim">unknown</span> : <span className="code">{row.reason}</span>}
          {row.reason !== null && <span className="dim"> (ignore pattern)</span>}
        </dd>
        <dt>Provider</dt>
        <dd>{row.provider}</dd>
        {isFolder && (
          <>
            <dt>Stands for</dt>
            <dd>everything in this folder: the finder does not go into it</dd>
          </>
        )}
      </dl>
    </div>
  )
}
