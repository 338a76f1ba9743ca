import { ArrowDown, ArrowUp, Folder, Package, X } from 'lucide-react'
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { ChipGroup } from '../../ui/ChipGroup.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { CutName } from '../../ui/CutName.tsx'
import { type Draft, type DraftErrors, type DraftSource, moveSource } from './folder-draft.ts'

type Props = {
  readonly draft: Draft
  readonly errors: DraftErrors
  readonly onChange: (draft: Draft) => void
}

const KINDS = [
  { id: 'directory', label: 'Folder' },
  { id: 'app', label: 'App' },
] as const

/** The chosen folders in the order in which Django's finders are asked. */
export function SourceList({ draft, errors, onChange }: Props) {
  const list = useRef<HTMLOListElement>(null)
  const announce = useApp((state) => state.announce)
  const { sources } = draft
  const [moved, setMoved] = useState<number | null>(null)
  // The line that moved keeps the keyboard, which it lost when it changed its place in the page.
  useLayoutEffect(() => {
    if (moved === null) return
    list.current?.querySelectorAll<HTMLElement>('li')[moved]?.focus()
    setMoved(null)
  }, [moved])
  const replace = (index: number, patch: Partial<DraftSource>) =>
    onChange({ ...draft, sources: sources.map((source, at) => (at === index ? { ...source, ...patch } : source)) })
  const move = (index: number, by: -1 | 1) => {
    const reordered = moveSource(draft, index, by)
    if (reordered === draft) return
    onChange(reordered)
    announce(`${sources[index]?.grant.name ?? ''} is now number ${index + by + 1} of ${sources.length}`)
    setMoved(index + by)
  }
  const press = (event: KeyboardEvent, index: number) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    move(index, event.key === 'ArrowUp' ? -1 : 1)
  }
  if (sources.length === 0) {
    return (
      <p className="no-sources">
        Add the folders of STATICFILES_DIRS and of your apps. When two hold the same name, the first one wins.
      </p>
    )
  }
  return (
    <ol className="sources" ref={list} aria-label="Folders, first one wins">
      {sources.map(({ grant, kind, text }, index) => (
        <li
          key={grant.id}
          className="source"
          tabIndex={0}
          onKeyDown={(event) => press(event, index)}
          aria-label={`${index + 1}: ${grant.display}`}
        >
          <span className="source-number">{index + 1}</span>
          <span className="source-icon" aria-hidden="true">
            {kind === 'app' ? <Package size={15} /> : <Folder size={15} />}
          </span>
          <span className="source-name">
            <b>{grant.name}</b>
            <CutName name={grant.display} />
          </span>
          <ChipGroup
            label={`${grant.name} is a`}
            look="segments"
            value={kind}
            choices={KINDS}
            onChange={(chosen) => replace(index, { kind: chosen })}
          />
          <TextInput
            label={kind === 'app' ? `Label of app ${grant.name}` : `Prefix of ${grant.name}`}
            hideLabel
            isCode
            placeholder={kind === 'app' ? 'app label' : 'no prefix'}
            value={text}
            error={errors[`source ${index}`] ?? null}
            onChange={(changed) => replace(index, { text: changed })}
          />
          <span className="source-buttons">
            <Button
              look="icon"
              aria-label={`Move ${grant.name} up`}
              isDisabled={index === 0}
              onPress={() => move(index, -1)}
            >
              <ArrowUp size={14} />
            </Button>
            <Button
              look="icon"
              aria-label={`Move ${grant.name} down`}
              isDisabled={index === sources.length - 1}
              onPress={() => move(index, 1)}
            >
              <ArrowDown size={14} />
            </Button>
            <Button
              look="icon"
              aria-label={`Remove ${grant.name}`}
              onPress={() => onChange({ ...draft, sources: sources.filter((_, at) => at !== index) })}
            >
              <X size={14} />
            </Button>
          </span>
        </li>
      ))}
    </ol>
  )
}
