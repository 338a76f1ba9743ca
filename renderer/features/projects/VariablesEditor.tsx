import { Eye, EyeOff, FileKey, Plus, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { CutName } from '../../ui/CutName.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { changeVariable, type DjangoDraft, type DjangoErrors, withoutVariable, withVariable } from './django-draft.ts'

type Props = {
  readonly draft: DjangoDraft
  readonly errors: DjangoErrors
  /** Counts up when a variable was added for the user: its value takes the keyboard. */
  readonly focusRequest: number
  readonly onChange: (draft: DjangoDraft) => void
  readonly onChooseFile: () => void
}

/** Environment variables for the project's Python. Values are masked, for they are secrets as a rule. */
export function VariablesEditor({ draft, errors, focusRequest, onChange, onChooseFile }: Props) {
  const [isShown, setShown] = useState(false)
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (focusRequest === 0) return
    const fields = list.current?.querySelectorAll<HTMLInputElement>('li:last-child input')
    fields?.[fields.length - 1]?.focus()
  }, [focusRequest])
  const { variables, envFile } = draft
  return (
    <section className="variables" aria-labelledby="django-variables">
      <div className="variables-head">
        <h3 className="field-label" id="django-variables">
          Environment variables
        </h3>
        {variables.length > 0 && (
          <Button look="link" onPress={() => setShown(!isShown)}>
            {isShown ? <EyeOff size={13} aria-hidden="true" /> : <Eye size={13} aria-hidden="true" />}
            {isShown ? 'Hide values' : 'Show values'}
          </Button>
        )}
      </div>
      {variables.length > 0 && (
        <ul className="variable-list" ref={list} aria-label="Environment variables">
          {variables.map(({ id, name, value, isKept }, index) => (
            <li key={id} className="variable">
              <TextInput
                label={`Name of variable ${index + 1}`}
                hideLabel
                isCode
                placeholder="NAME"
                value={name}
                error={errors[`variable ${id}`] ?? null}
                onChange={(text) => onChange(changeVariable(draft, id, { name: text }))}
              />
              <TextInput
                label={name === '' ? `Value of variable ${index + 1}` : `Value of ${name}`}
                hideLabel
                isCode
                isMasked={!isShown}
                placeholder={isKept ? 'as last time' : 'value'}
                value={value}
                onChange={(text) => onChange(changeVariable(draft, id, { value: text }))}
              />
              <Button
                look="icon"
                aria-label={`Remove ${name === '' ? `variable ${index + 1}` : name}`}
                onPress={() => onChange(withoutVariable(draft, id))}
              >
                <X size={14} />
              </Button>
            </li>
          ))}
        </ul>
      )}
      <div className="variables-add">
        <Button onPress={() => onChange(withVariable(draft, ''))}>
          <Plus size={14} aria-hidden="true" />
          Add variable
        </Button>
        {envFile === null ? (
          <Button onPress={onChooseFile}>
            <FileKey size={14} aria-hidden="true" />
            Take a file of variables…
          </Button>
        ) : (
          <span className="env-file">
            <FileKey size={14} aria-hidden="true" />
            <CutName name={envFile.display} />
            <Button
              look="icon"
              aria-label="Leave out the file of variables"
              onPress={() => onChange({ ...draft, envFile: null })}
            >
              <X size={14} />
            </Button>
          </span>
        )}
      </div>
    </section>
  )
}
