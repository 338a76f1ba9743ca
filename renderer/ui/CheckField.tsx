import { Check } from 'lucide-react'
import { Checkbox } from 'react-aria-components'

type Props = {
  readonly label: string
  readonly help?: string
  readonly isSelected: boolean
  readonly onChange: (isSelected: boolean) => void
}

/** A choice that is on or off. */
export function CheckField({ label, help, isSelected, onChange }: Props) {
  return (
    <Checkbox className="check" isSelected={isSelected} onChange={onChange}>
      <span className="check-box" aria-hidden="true">
        {isSelected && <Check size={12} strokeWidth={3} />}
      </span>
      <span>
        {label}
        {help !== undefined && <span className="field-help"> {help}</span>}
      </span>
    </Checkbox>
  )
}
