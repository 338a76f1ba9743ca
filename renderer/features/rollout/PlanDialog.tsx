import { useState } from 'react'
import type { RolloutPlan } from '../../../shared/model/rollout-plan.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogHead, ModalDialog } from '../../ui/ModalDialog.tsx'
import { CheckField } from '../../ui/CheckField.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { draftOf, type PlanDraft, type PlanErrors, type PlanField, type PlanFlag, readDraft } from './plan-draft.ts'
import { PLAN_LABELS, SERVING_WORDS } from './plan-labels.ts'
import { PlanText } from './PlanText.tsx'
import './plan.css'

type Props = { readonly plan: RolloutPlan; readonly onClose: () => void }

const BUCKETS = [
  { id: 'disk', label: 'A disk' },
  { id: 's3', label: 'Amazon S3' },
  { id: 'gcs', label: 'Google Cloud Storage' },
  { id: 'azure', label: 'Azure Blob Storage' },
] as const
const SERVING = [
  { id: 'web-server', label: SERVING_WORDS['web-server'] },
  { id: 'whitenoise', label: SERVING_WORDS.whitenoise, explanation: 'It lists the files when its process starts.' },
] as const
const ORDERS = [
  { id: 'last', label: 'Last, as Django does' },
  { id: 'first', label: 'First', explanation: 'A copying tool may send it before the files it names.' },
] as const
const PLACES = [
  { id: 'each', label: 'Each before its switch' },
  { id: 'all', label: 'All at once' },
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
  const read = readDraft(draft)
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
  const cards = useApp((state) => state.topologies) ?? []
  const field = (name: PlanField, help?: string) => (
    <TextInput
      label={PLAN_LABELS[name]}
      value={draft.texts[name]}
      onChange={(text) => onChange({ ...draft, texts: { ...draft.texts, [name]: text } })}
      error={errors[name] ?? null}
      {...(help === undefined ? {} : { help })}
    />
  )
  const flag = (name: PlanFlag, help?: string) => (
    <CheckField
      label={PLAN_LABELS[name === 'clear' ? 'collect.clear' : name]}
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
      <PlanText topology={draft.topology} onRead={(plan) => onChange(draftOf(plan))} />
      <div className="plan-wide">
        <SelectField
          label={PLAN_LABELS.topology}
          value={draft.topology}
          choices={cards.map(({ topology, title, sentence }) => ({
            id: topology,
            label: title,
            explanation: sentence,
          }))}
          onChange={(topology) => onChange({ ...draft, topology })}
        />
      </div>
      <h3 className="plan-wide">Steps</h3>
      {field('startsAt', 'Time of day')}
      {field('collect.at')}
      {field('collect.takes')}
      {field('collect.plain', 'In a bucket. Empty: half of it')}
      {field('collect.gap', 'Between delete and write')}
      {field('collect.writing', 'On a disk, behind the gap')}
      {field('switch.at')}
      {field('switch.wave')}
      {field('switch.every')}
      {field('cleanUp.at', 'Empty: never')}
      <SelectField
        label={PLAN_LABELS['collect.manifest']}
        value={draft.manifest}
        choices={ORDERS}
        onChange={(manifest) => onChange({ ...draft, manifest })}
      />
      {draft.topology === 'disk-per-server' && (
        <SelectField
          label={PLAN_LABELS['collect.where']}
          value={draft.where}
          choices={PLACES}
          onChange={(where) => onChange({ ...draft, where })}
        />
      )}
      <SelectField
        label="Rollback"
        value={draft.rollback}
        choices={ROLLBACKS}
        onChange={(rollback) => onChange({ ...draft, rollback })}
      />
      {draft.rollback !== 'none' && field('rollback.at')}
      <div className="plan-wide">{flag('clear', '--clear')}</div>
      <h3 className="plan-wide">Servers</h3>
      {field('servers')}
      <div className="plan-two">
        {field('restarts', 'Server@time, as in 2@8m; +30s: its first page comes that much later')}
      </div>
      <SelectField
        label={PLAN_LABELS.bucket}
        value={draft.bucket}
        choices={BUCKETS}
        onChange={(bucket) => onChange({ ...draft, bucket })}
      />
      <SelectField
        label={PLAN_LABELS.serving}
        value={draft.serving}
        choices={SERVING}
        onChange={(serving) => onChange({ ...draft, serving })}
      />
      <div className="plan-wide plan-checks">
        {flag('recycling')}
        {flag('sticky')}
        {flag('strict', 'manifest_strict')}
        {flag('keepOnlyHashed', 'WhiteNoise')}
      </div>
      <h3 className="plan-wide">Caches and visitors</h3>
      <div className="plan-wide plan-checks">
        {flag('cdn')}
        {flag('ignoresQuery', '?v=41 and ?v=42 are one address to it')}
      </div>
      {field('lifetimes.html')}
      {field('lifetimes.hashed')}
      {field('lifetimes.plain')}
      {field('lifetimes.missing')}
      {field('openPage')}
      {field('rollbackWindow')}
    </div>
  )
}
