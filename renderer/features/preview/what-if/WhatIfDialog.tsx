import { useState } from 'react'
import { DJANGO_SERIES } from '../../../../shared/model/django-series.ts'
import type { Project } from '../../../../shared/model/project.ts'
import { STORAGE_KINDS } from '../../../../shared/model/storage-kinds.ts'
import type { WhatIfChange } from '../../../../shared/model/what-if.ts'
import { describeStorage } from '../../../../shared/text/describe-storage.ts'
import { baseIdOf, parseWhatIfId } from '../../../../shared/text/what-if-id.ts'
import { projectOf } from '../../../state/route.ts'
import { useApp } from '../../../state/store-context.ts'
import { Button } from '../../../ui/Button.tsx'
import { DialogHead, ModalDialog } from '../../../ui/ModalDialog.tsx'
import { CheckField } from '../../../ui/CheckField.tsx'
import { SelectField } from '../../../ui/SelectField.tsx'
import { TextInput } from '../../../ui/TextInput.tsx'
import { FolderOrder } from './FolderOrder.tsx'
import { ManifestLevers, passesOf } from './ManifestLevers.tsx'
import { folderNames } from './folder-names.ts'

const STORAGES = STORAGE_KINDS.map((id) => {
  const { label, explanation } = describeStorage(id)
  return { id, label, explanation }
})
const ROOTS = [
  { id: 'clean', label: 'Clean', explanation: 'As if nothing had been collected yet.' },
  { id: 'configured', label: 'As it is now', explanation: 'What lies in it counts.' },
] as const

/** All that can be tried on a project. */
export function WhatIfDialog() {
  const id = useApp((state) => projectOf(state.route) ?? '')
  const base = useApp((state) => state.projects[baseIdOf(id)])
  const close = useApp((state) => state.closeWhatIf)
  if (base === undefined) return null
  return (
    <ModalDialog className="what-if-modal" isDismissable onClose={close}>
      <Levers key={id} base={base} change={parseWhatIfId(id)?.change ?? {}} />
    </ModalDialog>
  )
}

function Levers({ base, change }: { readonly base: Project; readonly change: WhatIfChange }) {
  const { settings, sources, staticRootChoice, configuredStaticRoot } = base
  const [draft, setDraft] = useState<WhatIfChange>(change)
  const [patterns, setPatterns] = useState((change.ignore ?? settings.ignore).join(' '))
  const [passes, setPasses] = useState(String(change.maxPasses ?? settings.maxPasses))
  const maxPasses = passesOf(passes)
  const tryChange = useApp((state) => state.tryChange)
  const close = useApp((state) => state.closeWhatIf)
  const set = (patch: WhatIfChange) => setDraft({ ...draft, ...patch })
  const order = draft.order ?? sources.map((_, index) => index)
  const submit = () =>
    void tryChange({
      ...draft,
      maxPasses: maxPasses ?? settings.maxPasses,
      ignore: patterns.split(/\s+/).filter((word) => word !== ''),
    })
  return (
    <div className="dialog-form">
      <DialogHead title="What if…" onClose={close} />
      <div className="dialog-body what-if-levers">
        <p className="what-if-intro">Nothing is changed in the project: the preview shows what would differ.</p>
        <div className="what-if-pair">
          <SelectField
            label="Django version"
            value={draft.django ?? settings.django}
            choices={versionsWith(settings.django)}
            onChange={(django) => set({ django })}
          />
          <SelectField
            label="Storage class"
            value={draft.storage ?? settings.storage}
            choices={STORAGES}
            onChange={(storage) => set({ storage })}
          />
        </div>
        <CheckField
          label="JavaScript modules"
          help="rewrite imports and exports"
          isSelected={draft.jsModules ?? settings.jsModules}
          onChange={(jsModules) => set({ jsModules })}
        />
        <ManifestLevers settings={settings} draft={draft} onChange={set} passes={passes} onPasses={setPasses} />
        <CheckField
          label="Default ignore patterns"
          help="CVS, .*, *~"
          isSelected={draft.defaultIgnore ?? settings.defaultIgnore}
          onChange={(defaultIgnore) => set({ defaultIgnore })}
        />
        <CheckField
          label="Clear STATIC_ROOT first"
          help="--clear"
          isSelected={draft.clear ?? settings.clear}
          onChange={(clear) => set({ clear })}
        />
        <TextInput
          label="Ignore patterns (-i), parted by blanks"
          value={patterns}
          onChange={setPatterns}
          placeholder="*.map docs"
          isCode
        />
        {configuredStaticRoot !== null && (
          <SelectField
            label="STATIC_ROOT"
            value={draft.staticRoot ?? (staticRootChoice === 'configured' ? 'configured' : 'clean')}
            choices={ROOTS}
            onChange={(staticRoot) => set({ staticRoot })}
          />
        )}
        <FolderOrder names={folderNames(base)} order={order} onChange={(next) => set({ order: next })} />
      </div>
      <div className="dialog-foot">
        <Button onPress={close}>Cancel</Button>
        <Button look="primary" isDisabled={order.length === 0 || maxPasses === null} onPress={submit}>
          Show what would differ
        </Button>
      </div>
    </div>
  )
}

function versionsWith(own: string) {
  const known: readonly string[] = [...DJANGO_SERIES].reverse()
  return (known.includes(own) ? known : [own, ...known]).map((id) => ({ id, label: id }))
}
