import type { KeepUntil } from '../../../shared/model/rollout.ts'
import { formatBytes } from '../../../shared/text/format-bytes.ts'
import { untilWords } from './KeepRows.tsx'
import { NameList } from './NameList.tsx'

/** Why one stored file must stay, and until when: each reason as a sentence, and the pages that use it. */
export function KeepDetail({ file, startsAt }: { readonly file: KeepUntil | undefined; readonly startsAt: string }) {
  return (
    <section className="why-detail" aria-label="Proof" tabIndex={0}>
      {file === undefined ? (
        <p className="dim">Choose a file to see why it must stay.</p>
      ) : (
        <>
          <h2 className="code">{file.storedName}</h2>
          <p>
            Keep until <b>{untilWords(file, startsAt)}</b>
            {file.size !== null && ` · ${formatBytes(file.size)}`}
          </p>
          <ol className="chain" aria-label="Reasons">
            {file.proof.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ol>
          <NameList label="Pages that use it" names={file.pages} total={file.pages.length} />
        </>
      )}
    </section>
  )
}
