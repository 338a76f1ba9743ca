import type { ReactNode } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'

type Choice<Id extends string> = {
  readonly id: Id
  readonly label: string
  readonly count?: string
  /** Stands for the label, which is then its tooltip and its name. */
  readonly icon?: ReactNode
}

type Props<Id extends string> = {
  readonly label: string
  readonly look: 'chips' | 'segments'
  readonly value: Id
  readonly choices: readonly Choice<Id>[]
  readonly onChange: (id: Id) => void
}

/** A row of buttons of which exactly one is on. */
export function ChipGroup<Id extends string>({ label, look, value, choices, onChange }: Props<Id>) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      className={look}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = choices.find((choice) => keys.has(choice.id))
        if (chosen !== undefined && chosen.id !== value) onChange(chosen.id)
      }}
    >
      {choices.map((choice) => (
        <ToggleButton
          key={choice.id}
          id={choice.id}
          className={look === 'chips' ? 'chip' : 'segment'}
          {...(choice.icon === undefined ? {} : { 'aria-label': choice.label })}
        >
          {choice.icon === undefined ? choice.label : <span title={choice.label}>{choice.icon}</span>}
          {choice.count !== undefined && <span className="chip-count"> {choice.count}</span>}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
