import { DJANGO_SERIES } from '../../../shared/model/django-series.ts'
import { STORAGE_KINDS } from '../../../shared/model/storage-kinds.ts'
import { describeStorage } from '../../../shared/text/describe-storage.ts'
import { SelectField } from '../../ui/SelectField.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import type { Draft, DraftErrors } from './folder-draft.ts'

type Props = {
  readonly draft: Draft
  readonly errors: DraftErrors
  readonly onChange: (patch: Partial<Draft>) => void
}

const STORAGES = STORAGE_KINDS.map((id) => {
  const { label, explanation } = describeStorage(id)
  return { id, label, explanation }
})

/** The three settings that matter most: Django version, storage, STATIC_URL. */
export function SettingsFields({ draft, errors, onChange }: Props) {
  const { settings } = draft
  const known = [...DJANGO_SERIES].reverse() as string[]
  const versions = known.includes(settings.django) ? known : [settings.django, ...known]
  return (
    <div className="settings-fields">
      <SelectField
        label="Django"
        value={settings.django}
        choices={versions.map((id) => ({ id, label: id }))}
        onChange={(django) => onChange({ settings: { ...settings, django } })}
      />
      <SelectField
        label="Storage"
        value={settings.storage}
        choices={STORAGES}
        onChange={(storage) => onChange({ settings: { ...settings, storage } })}
      />
      <TextInput
        label="STATIC_URL"
        isCode
        value={settings.staticUrl}
        error={errors['staticUrl'] ?? null}
        onChange={(staticUrl) => onChange({ settings: { ...settings, staticUrl } })}
      />
    </div>
  )
}
