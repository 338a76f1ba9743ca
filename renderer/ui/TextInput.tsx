import { FieldError, Input, Label, Text, TextField } from 'react-aria-components'

type Props = {
  readonly label: string
  readonly value: string
  readonly onChange: (value: string) => void
  readonly help?: string
  /** What is wrong with the value, null if nothing. */
  readonly error?: string | null
  readonly isCode?: boolean
  /** The text is shown as dots. */
  readonly isMasked?: boolean
  readonly placeholder?: string
  /** The label is for screen readers only. */
  readonly hideLabel?: boolean
}

/** One line of text with its label, help and error. */
export function TextInput(props: Props) {
  const { label, value, onChange, help, error = null, isCode, isMasked, placeholder, hideLabel } = props
  return (
    <TextField className="field" value={value} onChange={onChange} isInvalid={error !== null} validationBehavior="aria">
      <Label className={hideLabel === true ? 'sr-only' : 'field-label'}>{label}</Label>
      <Input
        type={isMasked === true ? 'password' : 'text'}
        autoComplete="off"
        className={isCode === true ? 'input code' : 'input'}
        placeholder={placeholder ?? ''}
        spellCheck={false}
      />
      {help !== undefined && error === null && (
        <Text slot="description" className="field-help">
          {help}
        </Text>
      )}
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  )
}
