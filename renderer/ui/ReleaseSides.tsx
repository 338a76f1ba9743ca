import { ArrowLeftRight } from 'lucide-react'
import { Button } from './Button.tsx'
import { SelectField } from './SelectField.tsx'

type Props = {
  /** Names of the releases that can be chosen. */
  readonly releases: readonly string[]
  readonly a: string | null
  readonly b: string | null
  readonly onChange: (a: string | null, b: string | null) => void
}

/** The two releases of a comparison or a rollout: from, to, and a button that swaps them. */
export function ReleaseSides({ releases, a, b, onChange }: Props) {
  const choices = (chosen: string | null) => {
    const all = chosen === null || releases.includes(chosen) ? releases : [chosen, ...releases]
    return all.map((name) => ({ id: name, label: name }))
  }
  return (
    <>
      <SelectField
        look="bar"
        label="From"
        value={a ?? ''}
        shown={a ?? 'choose'}
        choices={choices(a)}
        onChange={(name) => onChange(name, b)}
      />
      <Button look="icon" aria-label="Swap the two releases" onPress={() => onChange(b, a)}>
        <ArrowLeftRight size={14} aria-hidden="true" />
      </Button>
      <SelectField
        look="bar"
        label="To"
        value={b ?? ''}
        shown={b ?? 'choose'}
        choices={choices(b)}
        onChange={(name) => onChange(a, name)}
      />
    </>
  )
}
