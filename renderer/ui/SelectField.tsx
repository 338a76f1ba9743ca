import { Check, ChevronDown } from 'lucide-react'
import { useId } from 'react'
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue, Text } from 'react-aria-components'

export type Choice<Id extends string> = { readonly id: Id; readonly label: string; readonly explanation?: string }

type Props<Id extends string> = {
  readonly label: string
  readonly value: Id
  readonly choices: readonly Choice<Id>[]
  readonly onChange: (id: Id) => void
  /** `bar` puts the label inside the button, for tool bars. */
  readonly look?: 'field' | 'bar'
  /** What the button shows instead of the label of the choice. */
  readonly shown?: string
}

/** One choice out of a few, each with an explanation if it needs one. */
export function SelectField<Id extends string>({ label, value, choices, onChange, look = 'field', shown }: Props<Id>) {
  const nameId = useId()
  const current = choices.find((choice) => choice.id === value)
  const words = shown ?? current?.label ?? value
  return (
    <Select
      className={`select select-${look}`}
      {...(look === 'bar' ? { 'aria-label': label } : {})}
      selectedKey={value}
      onSelectionChange={(key) => {
        const chosen = choices.find((choice) => choice.id === key)
        if (chosen !== undefined) onChange(chosen.id)
      }}
    >
      {look === 'field' && <Label className="field-label">{label}</Label>}
      {/* The name before the value, as people say it. */}
      <Button className="pick" aria-labelledby={nameId}>
        <span id={nameId} hidden>
          {label} {words}
        </span>
        {look === 'bar' && (
          <small className="pick-label" aria-hidden="true">
            {label}
          </small>
        )}
        <SelectValue className="pick-value">{words}</SelectValue>
        <ChevronDown size={14} aria-hidden="true" />
      </Button>
      {look === 'field' && current?.explanation !== undefined && (
        <Text slot="description" className="field-help">
          {current.explanation}
        </Text>
      )}
      <Popover className="popover" placement="bottom start" offset={4}>
        <ListBox className="menu" items={choices}>
          {(choice) => (
            <ListBoxItem id={choice.id} textValue={choice.label} className="menu-item">
              {({ isSelected }) => (
                <>
                  <span className="menu-check">{isSelected && <Check size={14} aria-hidden="true" />}</span>
                  <span className="menu-words">
                    <Text slot="label">{choice.label}</Text>
                    {choice.explanation !== undefined && (
                      <Text slot="description" className="menu-help">
                        {choice.explanation}
                      </Text>
                    )}
                  </span>
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  )
}
