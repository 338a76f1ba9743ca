import { lazy, Suspense, useState } from 'react'
import type { FileDetail } from '../../../shared/model/preview.ts'
import { formatBytes } from '../../../shared/text/format-bytes.ts'
import { plural } from '../../../shared/text/plural.ts'
import type { WholeText } from '../../state/slices/contents.ts'
import { ChipGroup } from '../../ui/ChipGroup.tsx'
import { FileBody, FailedText } from './FileBody.tsx'
import { type ReadText, useText } from './use-text.ts'

const TextDiff = lazy(async () => ({ default: (await import('../../editor/TextDiff.tsx')).TextDiff }))

type Shown = 'source' | 'output' | 'changes'

const CHOICES: readonly { readonly id: Shown; readonly label: string }[] = [
  { id: 'source', label: 'Source' },
  { id: 'output', label: 'Output' },
  { id: 'changes', label: 'Changes' },
]

/** The file's text or image, as it lies in the source, as Django would write it, and what differs between the two. */
export function ContentTab({ file }: { readonly file: FileDetail }) {
  const [chosen, setChosen] = useState<Shown>('source')
  const hasOutput = file.hashedName !== null && file.adjustable
  const shown = hasOutput ? chosen : 'source'
  const source = useText(file, shown === 'output' ? null : 'source')
  const output = useText(file, shown === 'source' ? null : 'output')
  const side = shown === 'output' ? output : source
  return (
    <div className="content">
      <div className="content-head">
        {hasOutput ? (
          <ChipGroup label="Side" look="segments" value={shown} choices={CHOICES} onChange={setChosen} />
        ) : (
          <b>Source</b>
        )}
        <span className="dim">{side.state === 'ready' && describe(side.text)}</span>
      </div>
      {shown === 'changes' ? (
        <Changes name={file.name} source={source} output={output} />
      ) : (
        <FileBody label={`${shown === 'source' ? 'Source' : 'Output'} of ${file.name}`} name={file.name} read={side} />
      )}
    </div>
  )
}

function describe({ kind, type, text, size, replaced }: WholeText): string {
  const parts = [type, formatBytes(size)]
  if (kind === 'text' && text !== '') parts.splice(1, 0, plural(countLines(text), 'line'))
  if (replaced > 0) parts.push(`${plural(replaced, 'place')} not UTF-8, shown as �`)
  return parts.join(', ')
}

function countLines(text: string): number {
  let lines = 1
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++
  return lines
}

type ChangesProps = { readonly name: string; readonly source: ReadText; readonly output: ReadText }

function Changes({ name, source, output }: ChangesProps) {
  if (source.state === 'failed') return <FailedText read={source} />
  if (output.state === 'failed') return <FailedText read={output} />
  if (source.state === 'reading' || output.state === 'reading') return <div className="content-wait" aria-busy="true" />
  if (source.text.kind !== 'text' || source.text.isCut || output.text.isCut)
    return <FileBody label={`Source of ${name}`} name={name} read={source} />
  return (
    <Suspense fallback={<div className="content-wait" aria-busy="true" />}>
      <TextDiff
        label={`What Django changes in ${name}`}
        name={name}
        a={{ label: 'Source', text: source.text.text }}
        b={{ label: 'Output', text: output.text.text }}
      />
    </Suspense>
  )
}
