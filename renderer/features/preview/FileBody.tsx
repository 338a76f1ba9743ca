import { FileDigit, FileX } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { formatBytes } from '../../../shared/text/format-bytes.ts'
import { Button } from '../../ui/Button.tsx'
import { ChipGroup } from '../../ui/ChipGroup.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import type { ReadText } from './use-text.ts'

const TextView = lazy(async () => ({ default: (await import('../../editor/TextView.tsx')).TextView }))

type Props = {
  /** What a screen reader calls the content. */
  readonly label: string
  readonly name: string
  readonly read: ReadText
}

const FORMS = [
  { id: 'image', label: 'Image' },
  { id: 'text', label: 'Text' },
] as const

/** A file's content: text with its marked places, an image, or the facts of what is neither. */
export function FileBody({ label, name, read }: Props) {
  const [form, setForm] = useState<'image' | 'text'>('image')
  if (read.state === 'failed') return <FailedText read={read} />
  if (read.state === 'reading') return <div className="content-wait" aria-busy="true" />
  const { kind, image, type, size, text, marks, isCut } = read.text
  const hasBoth = image !== null && kind === 'text'
  if (image !== null && (kind === 'binary' || form === 'image')) {
    return (
      <>
        {hasBoth && <FormChoice form={form} onChange={setForm} />}
        <div className="content-image" tabIndex={0} role="group" aria-label={label}>
          <img src={image} alt={name} />
        </div>
      </>
    )
  }
  if (kind === 'binary')
    return (
      <EmptyState
        icon={<FileDigit size={20} />}
        title={`${type}, ${formatBytes(size)}`}
        text="Not a text. Django copies it byte for byte."
      />
    )
  if (isCut)
    return (
      <EmptyState
        icon={<FileDigit size={20} />}
        title={`Too large to show: ${formatBytes(size)}`}
        text="Reveal it in its folder and open it in an editor."
      />
    )
  if (text === '') return <EmptyState icon={<FileDigit size={20} />} title="The file is empty" />
  return (
    <>
      {hasBoth && <FormChoice form={form} onChange={setForm} />}
      <Suspense fallback={<div className="content-wait" aria-busy="true" />}>
        <TextView label={label} name={name} text={text} marks={marks} />
      </Suspense>
    </>
  )
}

function FormChoice(props: { readonly form: 'image' | 'text'; readonly onChange: (form: 'image' | 'text') => void }) {
  return (
    <div className="content-forms">
      <ChipGroup label="Show as" look="segments" value={props.form} choices={FORMS} onChange={props.onChange} />
    </div>
  )
}

/** Why a content could not be read, and the way to try again. */
export function FailedText({ read }: { readonly read: Extract<ReadText, { state: 'failed' }> }) {
  return (
    <EmptyState icon={<FileX size={20} />} title="The content could not be read" text={read.error.message}>
      <Button onPress={read.retry}>Try again</Button>
    </EmptyState>
  )
}
