import type { FileDetail } from '../../../shared/model/preview.ts'
import { useState } from 'react'
import { plural } from '../../../shared/text/plural.ts'
import { Button } from '../../ui/Button.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { SourceFrameView } from '../../ui/SourceFrameView.tsx'
import { seriesRanges } from '../../ui/series-ranges.ts'

type FileError = FileDetail['errors'][number]

/** Errors of one file that are drawn at first. */
const SHOWN = 5

/** Every error in a file, each with its place, Django's own words, and the versions that have it. */
export function FileErrors({ errors }: { readonly errors: readonly FileError[] }) {
  const [shown, setShown] = useState(SHOWN)
  return (
    <section className="file-errors" aria-label="Errors">
      {errors.slice(0, shown).map((error, index) => (
        <div key={index} className="file-error">
          <h3>
            {index === 0 ? 'Why it fails' : `Error ${index + 1}`}
            {error.line !== null && (
              <span className="dim">{` line ${error.line}${error.column === null ? '' : `, column ${error.column}`}`}</span>
            )}
          </h3>
          {error.frame !== null && <SourceFrameView frame={error.frame} />}
          <p className="file-error-words">
            <b>{error.type}</b>: {error.message}
          </p>
          {error.series.length > 0 && (
            <div className="series" role="group" aria-label="By Django version">
              <span className="series-label">By Django version</span>
              {seriesRanges(error.series).map(({ label, fails }) => (
                <Tag key={label} tone={fails ? 'bad' : 'ok'} sign={fails ? '×' : '✓'} text={label} />
              ))}
            </div>
          )}
        </div>
      ))}
      {errors.length > shown && (
        <Button look="link" onPress={() => setShown(shown + 20)}>
          Show {plural(Math.min(20, errors.length - shown), 'more error')}
        </Button>
      )}
    </section>
  )
}
