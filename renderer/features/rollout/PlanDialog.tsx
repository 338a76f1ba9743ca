import { useState } from 'react'
import type { RolloutPlan } from '../../../shared/model/rollout-plan.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogHead, ModalDialog } from '../../ui/ModalDialog.tsx'
import { CheckField } from '../../ui/CheckField.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { draftOf, type PlanDraft, type PlanErrors, type PlanField, type PlanFlag, readDraft } from './plan-draft.ts'
import './plan.css'

type Props = { readonly plan: RolloutPlan; readonly onClose: () => void }

const BUCKETS = [
  { id: 'disk', label: 'A disk' },
  { id: 's3', label: 'Amazon S3' },
  { id: 'gcs', label: 'Google Cloud Storage' },
  { id: 'azure', label: 'Azure Blob Storage' },
] as const
const SERVING = [
  { id: 'web-server', label: 'Nginx, Apache or the bucket' },
  { id: 'whitenoise', label: 'WhiteNoise', explanation: 'It lists the files when its process starts.' },
] as const
const ORDERS = [
  { id: 'last', label: 'Last, as Django does' },
  { id: 'first', label: 'First', explanation: 'A copying tool may send it before the files it names.' },
] as const
const ROLLBACKS = [
  { id: 'none', label: 'None' },
  { id: 'code', label: 'Code alone', explanation: 'Back to the old code, with the manifest as it is.' },
  { id: 'collect', label: 'After a collect', explanation: 'collectstatic of the old release runs first.' },
] as const

/** How the release is rolled out: times are counted from the start of the plan. */
export function PlanDialog({ plan, onClose }: Props) {
  const [draft, setDraft] = useState(() => draftOf(plan))
  const setPlan = useApp((state) => state.setRolloutPlan)
  const read = readDraft(draft, plan)
  const errors: PlanErrors = 'errors' in read ? read.errors : {}
  const submit = () => {
    if (!('plan' in read)) return
    setPlan(read.plan)
    onClose()
  }
  return (
    <ModalDialog className="plan-modal" isDismissable onClose={onClose}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <DialogHead title="Plan of the rollout" onClose={onClose} />
        <PlanFields draft={draft} errors={errors} onChange={setDraft} />
        <div className="dialog-foot">
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" look="primary" isDisabled={'errors' in read}>
            Play this plan
          </Button>
        </div>
      </form>
    </ModalDialog>
  )
}

type FieldsProps = {
  readonly draft: PlanDraft
  readonly errors: PlanErrors
  readonly onChange: (draft: PlanDraft) => void
}

function PlanFields({ draft, errors, onChange }: FieldsProps) {
  const field = (name: PlanField, label: string, help?: string) => (
    <TextInput
      label={label}
      value={draft.texts[name]}
      onChange={(text) => onChange({ ...draft, texts: { ...draft.texts, [name]: text } })}
      error={errors[name] ?? null}
      {...(help === undefined ? {} : { help })}
    />
  )
  const flag = (name: PlanFlag, label: string, help?: string) => (
    <CheckField
      label={label}
      isSelected={draft.flags[name]}
      onChange={(isOn) => onChange({ ...draft, flags: { ...draft.flags, [name]: isOn } })}
      {...(help === undefined ? {} : { help })}
    />
  )
  return (
    <div className="dialog-body plan-fields">
      <p className="dim plan-wide">
        Times are counted from the start: 5m is five minutes after it. Spans: 90s, 5m, 1h, 30d.
      </p>
      <h3 className="plan-wide">Steps</h3>
      {field('startsAt', 'Starts at', 'Time of day')}
      {field('collect.at', 'Collect starts')}
      {field('collect.takes', 'Collect takes')}
      {field('collect.gap', 'Gap without a manifest', 'Between delete and write')}
      {field('switch.at', 'Switch starts')}
      {field('switch.wave', 'Servers in a wave')}
      {field('switch.every', 'Between waves')}
      {field('cleanUp.at', 'Clean-up', 'Empty: never')}
      <SelectField
        label="Manifest is written"
        value={draft.manifest}
        choices={ORDERS}
        onChange={(manifest) => onChange({ ...draft, manifest })}
      />
      <SelectField
        label="Rollback"
        value={draft.rollback}
        choices={ROLLBACKS}
        onChange={(rollback) => onChange({ ...draft, rollback })}
      />
      {draft.rollback !== 'none' && field('rollback.at', 'Rollback starts')}
      <div className="plan-wide">{flag('clear', 'Clear STATIC_ROOT first', '--clear')}</div>
      <h3 className="plan-wide">Servers</h3>
      {field('servers', 'Servers or processes')}
      <div className="plan-two">
        {field('restarts', 'Known restarts', 'Server@time, as in 2@8m; +30s: its first page comes that much later')}
      </div>
      <SelectField
        label="Files lie in"
        value={draft.bucket}
        choices={BUCKETS}
        onChange={(bucket) => onChange({ ...draft, bucket })}
      />
      <SelectField
        label="Served by"
        value={draft.serving}
        choices={SERVING}
        onChange={(serving) => onChange({ ...draft, serving })}
      />
      <div className="plan-wide plan-checks">
        {flag('recycling', 'Processes may restart with old code at any time')}
        {flag('sticky', 'A visitor stays with one server')}
        {flag('strict', 'Strict manifest', 'manifest_strict')}
        {flag('keepOnlyHashed', 'Keep only hashed files', 'WhiteNoise')}
      </div>
      <h3 className="plan-wide">Caches and visitors</h3>
      <div className="plan-wide">{flag('cdn', 'A CDN stands in front')}</div>
      {field('lifetimes.html', 'Pages are cached')}
      {field('lifetimes.hashed', 'Hashed files are cached')}
      {field('lifetimes.plain', 'Plain files are cached')}
      {field('lifetimes.missing', '404 answers are cached')}
      {field('openPage', 'Longest open page')}
      {field('rollbackWindow', 'Rollback window')}
    </div>
  )
}
