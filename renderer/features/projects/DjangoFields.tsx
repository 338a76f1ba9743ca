import type { ProjectInspection } from '../../../shared/model/project-inspection.ts'
import { beginSentence } from '../../../shared/text/begin-sentence.ts'
import { Button } from '../../ui/Button.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { chosenPython, type DjangoDraft, type DjangoErrors, OTHER_MODULE, USUAL_MODULE } from './django-draft.ts'

type Props = {
  readonly inspection: ProjectInspection
  readonly draft: DjangoDraft
  readonly errors: DjangoErrors
  readonly onChange: (draft: DjangoDraft) => void
  readonly onChoosePython: () => void
}

/** Which settings and which Python: what was found and why, and how to name another. */
export function DjangoFields({ inspection, draft, errors, onChange, onChoosePython }: Props) {
  const python = chosenPython(inspection, draft)
  return (
    <div className="django-fields">
      <div className="django-field" data-field="settings-module">
        <SelectField
          label="Settings module"
          value={draft.module}
          choices={modulesOf(inspection)}
          onChange={(module) => onChange({ ...draft, module })}
        />
        {draft.module === OTHER_MODULE && (
          <TextInput
            label="Module"
            hideLabel
            isCode
            placeholder="shop.settings"
            value={draft.moduleText}
            error={errors['module'] ?? null}
            onChange={(moduleText) => onChange({ ...draft, moduleText })}
          />
        )}
      </div>
      <div className="django-field" data-field="interpreter">
        <SelectField
          label="Python"
          value={python?.id ?? ''}
          choices={inspection.interpreters.map(({ id, display, reason }) => ({
            id,
            label: display,
            explanation: sentence(reason),
          }))}
          onChange={(interpreterId) => onChange({ ...draft, interpreterId })}
        />
        {errors['interpreter'] !== undefined && <span className="field-error">{errors['interpreter']}</span>}
        <Button look="link" onPress={onChoosePython}>
          Choose another file…
        </Button>
      </div>
    </div>
  )
}

function modulesOf({ settingsModules, usual, hasManage }: ProjectInspection) {
  const [first] = settingsModules
  const named = usual.settingsModule ?? first?.value
  const usually = {
    id: USUAL_MODULE,
    label: named ?? (hasManage ? 'As manage.py says' : 'As the environment says'),
    explanation: sentence(usual.reason),
  }
  const others = settingsModules
    .filter(({ value }) => value !== named)
    .map(({ value, reason }) => ({ id: value, label: value, explanation: sentence(reason) }))
  return [usually, ...others, { id: OTHER_MODULE, label: 'Another…', explanation: 'Write its name below.' }]
}

function sentence(reason: string): string {
  return `${beginSentence(reason)}.`
}
