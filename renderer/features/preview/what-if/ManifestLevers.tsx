import type { CollectSettings } from '../../../../shared/model/collect-settings.ts'
import type { WhatIfChange } from '../../../../shared/model/what-if.ts'
import { CheckField } from '../../../ui/CheckField.tsx'
import { TextInput } from '../../../ui/TextInput.tsx'

type Props = {
  readonly settings: CollectSettings
  readonly draft: WhatIfChange
  readonly onChange: (patch: WhatIfChange) => void
  /** Passes as they are typed; what is no number of passes is told here, and tried nowhere. */
  readonly passes: string
  readonly onPasses: (text: string) => void
}

/** What can be tried of storages that write a manifest. Nothing for the others. */
export function ManifestLevers({ settings, draft, onChange, passes, onPasses }: Props) {
  const storage = draft.storage ?? settings.storage
  if (storage === 'plain' || storage === 'whitenoise') return null
  return (
    <>
      <CheckField
        label="Strict manifest"
        help="a missing name is an error"
        isSelected={draft.manifestStrict ?? settings.manifestStrict}
        onChange={(manifestStrict) => onChange({ manifestStrict })}
      />
      {storage === 'whitenoise-manifest' && (
        <CheckField
          label="Keep only hashed files"
          help="WHITENOISE_KEEP_ONLY_HASHED_FILES"
          isSelected={draft.keepOnlyHashed ?? settings.keepOnlyHashed}
          onChange={(keepOnlyHashed) => onChange({ keepOnlyHashed })}
        />
      )}
      <TextInput
        label="Passes at most"
        value={passes}
        onChange={onPasses}
        error={passesOf(passes) === null ? 'Write a whole number from 0 to 1000.' : null}
      />
    </>
  )
}

/** A number of passes as it was typed; null for anything else. */
export function passesOf(text: string): number | null {
  const passes = /^\d{1,4}$/.test(text.trim()) ? Number(text) : null
  return passes === null || passes > 1000 ? null : passes
}
