import type { OutlineRow } from '../../../shared/model/preview.ts'
import { describeMark } from '../../../shared/text/describe-row.ts'
import { formatExactBytes } from '../../../shared/text/format-bytes.ts'
import { plural } from '../../../shared/text/plural.ts'
import { Tag } from '../../ui/Tag.tsx'

/** What lies below a folder or group. */
export function GroupDetail({ row }: { readonly row: OutlineRow }) {
  return (
    <div className="detail">
      <div className="detail-head">
        <h2 tabIndex={-1}>{row.name === '' ? row.label : row.name}</h2>
        <p className="detail-source">{plural(row.files, 'file')}</p>
      </div>
      <dl className="facts">
        <dt>Size</dt>
        <dd>{formatExactBytes(row.size)}</dd>
        <dt>Provider</dt>
        <dd>{row.provider ?? <span className="dim">several</span>}</dd>
        {row.marks.length > 0 && (
          <>
            <dt>Marks</dt>
            <dd className="facts-marks">
              {row.marks.map((mark) => {
                const { sign, text, tone, title } = describeMark(mark)
                return <Tag key={mark.kind} sign={sign} text={text} tone={tone} title={title} />
              })}
            </dd>
          </>
        )}
      </dl>
    </div>
  )
}
