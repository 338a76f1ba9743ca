import { ChevronRight } from 'lucide-react'
import {
  Button as AriaButton,
  Disclosure,
  DisclosurePanel,
  Heading,
  Label,
  TextArea,
  TextField,
} from 'react-aria-components'
import type { CollectSettings } from '../../../shared/model/collect-settings.ts'
import { Button } from '../../ui/Button.tsx'
import { CheckField } from '../../ui/CheckField.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import type { Draft, DraftErrors } from './folder-draft.ts'

type Props = {
  readonly draft: Draft
  readonly errors: DraftErrors
  readonly onChange: (patch: Partial<Draft>) => void
  readonly onStaticRoot: () => void
}

const ORDERS = [
  { id: 'disk', label: 'As on this disk', explanation: 'What Django sees here.' },
  { id: 'sorted', label: 'Sorted', explanation: 'The same on every machine.' },
] as const

const SWITCHES = [
  { key: 'jsModules', label: 'JavaScript modules', help: 'rewrite imports and exports' },
  { key: 'manifestStrict', label: 'Strict manifest', help: 'a missing name is an error' },
  { key: 'defaultIgnore', label: 'Default ignore patterns', help: 'CVS, .*, *~' },
  { key: 'postProcess', label: 'Post-process', help: 'off is --no-post-process' },
  { key: 'clear', label: 'Clear first', help: '--clear' },
  { key: 'link', label: 'Link', help: '--link, instead of copying' },
] as const

/** The rest of collectstatic's options and of the storage's settings. */
export function AdvancedSettings({ draft, errors, onChange, onStaticRoot }: Props) {
  const { settings } = draft
  const set = (patch: Partial<CollectSettings>) => onChange({ settings: { ...settings, ...patch } })
  const hasManifest = settings.storage !== 'plain' && settings.storage !== 'whitenoise'
  return (
    <Disclosure className="advanced">
      <Heading>
        <AriaButton slot="trigger" className="advanced-trigger">
          <ChevronRight size={14} aria-hidden="true" />
          More options
        </AriaButton>
      </Heading>
      <DisclosurePanel className="advanced-panel">
        <div className="advanced-static-root">
          <span className="field-label">STATIC_ROOT</span>
          <span className="advanced-path">
            {draft.staticRoot === null ? (
              'Starts empty'
            ) : (
              <span title={draft.staticRoot.display}>{draft.staticRoot.display}</span>
            )}
          </span>
          <Button onPress={onStaticRoot}>{draft.staticRoot === null ? 'Count what lies in…' : 'Change…'}</Button>
          {draft.staticRoot !== null && <Button onPress={() => onChange({ staticRoot: null })}>Start empty</Button>}
        </div>
        <div className="advanced-checks">
          {SWITCHES.map(({ key, label, help }) => (
            <CheckField
              key={key}
              label={label}
              help={help}
              isSelected={settings[key]}
              onChange={(isOn) => set({ [key]: isOn })}
            />
          ))}
          {settings.storage === 'whitenoise-manifest' && (
            <CheckField
              label="Keep only hashed files"
              help="WHITENOISE_KEEP_ONLY_HASHED_FILES"
              isSelected={settings.keepOnlyHashed}
              onChange={(keepOnlyHashed) => set({ keepOnlyHashed })}
            />
          )}
        </div>
        <div className="advanced-fields">
          <TextField className="field" value={draft.ignoreText} onChange={(ignoreText) => onChange({ ignoreText })}>
            <Label className="field-label">Ignore patterns, one per line</Label>
            <TextArea className="input code" rows={3} placeholder="*.map" spellCheck={false} />
            {errors['ignore'] !== undefined && <span className="field-error">{errors['ignore']}</span>}
          </TextField>
          <div className="advanced-column">
            {hasManifest && (
              <TextInput
                label="Passes at most"
                value={draft.maxPassesText}
                error={errors['maxPasses'] ?? null}
                onChange={(maxPassesText) => onChange({ maxPassesText })}
              />
            )}
            {settings.storage === 'release-manifest' && (
              <TextInput
                label="Release id"
                isCode
                placeholder="asked of git"
                value={draft.releaseIdText}
                error={errors['releaseId'] ?? null}
                onChange={(releaseIdText) => onChange({ releaseIdText })}
              />
            )}
          </div>
          <SelectField
            label="Order of files"
            value={settings.order}
            choices={ORDERS}
            onChange={(order) => set({ order })}
          />
        </div>
      </DisclosurePanel>
    </Disclosure>
  )
}
