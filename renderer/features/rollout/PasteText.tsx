import { useState } from 'react'
import { Label, TextArea, TextField } from 'react-aria-components'
import { SET_UP_KINDS, type SetUpKind } from '../../../shared/model/set-up-text.ts'
import { Button } from '../../ui/Button.tsx'
import { SelectField } from '../../ui/SelectField.tsx'

const KINDS: Readonly<Record<SetUpKind, string>> = {
  auto: 'Tell it by its content',
  nginx: 'Nginx configuration',
  apache: 'Apache configuration',
  dockerfile: 'Dockerfile',
  procfile: 'Procfile',
  kubernetes: 'Kubernetes manifests',
  headers: 'Response headers',
}

/** A text that is pasted instead of chosen, and what it is. */
export function PasteText({ onPaste }: { readonly onPaste: (kind: SetUpKind, text: string) => void }) {
  const [text, setText] = useState('')
  const [kind, setKind] = useState<SetUpKind>('auto')
  return (
    <div className="set-up-paste">
      <TextField className="field" value={text} onChange={setText}>
        <Label className="field-label">Or paste a text</Label>
        <TextArea className="input code" rows={3} spellCheck={false} />
      </TextField>
      <div className="set-up-tools">
        <SelectField
          look="bar"
          label="It is"
          value={kind}
          choices={SET_UP_KINDS.map((id) => ({ id, label: KINDS[id] }))}
          onChange={setKind}
        />
        <Button
          isDisabled={text.trim() === ''}
          onPress={() => {
            onPaste(kind, text)
            setText('')
          }}
        >
          Recognise
        </Button>
      </div>
    </div>
  )
}
