import { ArrowLeftRight } from 'lucide-react'
import { Button } from './Button.tsx'
import { type Choice, SelectField } from './SelectField.tsx'

type Props = {
  readonly choices: readonly Choice<string>[]
  /** Ids of the chosen ones, which are among the choices. */
  readonly a: string | null
  readonly b: string | null
  readonly onChange: (a: string | null, b: string | null) => void
}

/**
 * The two sides of a comparison or a rollout: from, to, and a button that swaps them. To choose what the other side has
 * means to change places with it.
 */
export function ReleaseSides({ choices, a, b, onChange }: Props) {
  return (
    <>
      <Side label="From" choices={choices} id={a} onChoose={(id) => onChange(id, id === b ? a : b)} />
      <Button look="icon" aria-label="Swap From and To" title="Swap From and To" onPress={() => onChange(b, a)}>
        <ArrowLeftRight size={15} />
      </Button>
      <Side label="To" choices={choices} id={b} onChoose={(id) => onChange(id === a ? b : a, id)} />
    </>
  )
}

type SideProps = {
  readonly label: string
  readonly choices: readonly Choice<string>[]
  readonly id: string | null
  readonly onChoose: (id: string) => void
}

function Side({ label, choices, id, onChoose }: SideProps) {
  return (
    <SelectField
      look="bar"
      label={label}
      value={id ?? ''}
      {...(id === null ? { shown: 'choose…' } : {})}
      choices={choices}
      onChange={onChoose}
    />
  )
}
