import { FolderOpen, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { CollectTarget } from '../../../shared/model/collect-plan.ts'
import type { Grant } from '../../../shared/model/project.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogHead, ModalDialog } from '../../ui/ModalDialog.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { CollectPlanCard } from './CollectPlanCard.tsx'
import { FolderBrowser } from '../../folders/FolderBrowser.tsx'
import './open-folders.css'
import './collect.css'

/** Writes the output into a folder that the user chooses, after showing what that would do. */
export function CollectDialog() {
  const dialog = useApp((state) => state.collectDialog)
  const close = useApp((state) => state.closeCollect)
  const [isBrowsing, setBrowsing] = useState(false)
  const [grant, setGrant] = useState<Grant | null>(null)
  if (dialog === null) return null
  return (
    <ModalDialog className="collect" onClose={close}>
      {isBrowsing ? (
        <FolderBrowser
          purpose="output"
          onChoose={(chosen) => {
            setGrant(chosen)
            setBrowsing(false)
          }}
          onBack={() => setBrowsing(false)}
        />
      ) : dialog.plan === null ? (
        <WhereTo grant={grant} onGrant={setGrant} onBrowse={() => setBrowsing(true)} />
      ) : (
        <CollectPlanCard key={dialog.plan.id} plan={dialog.plan} />
      )}
    </ModalDialog>
  )
}

type WhereProps = {
  readonly grant: Grant | null
  readonly onGrant: (grant: Grant) => void
  readonly onBrowse: () => void
}

/** The folder, or a new one in it; or the configured STATIC_ROOT. */
function WhereTo({ grant, onGrant, onBrowse }: WhereProps) {
  const dialog = useApp((state) => state.collectDialog)
  const root = useApp((state) => {
    const project = state.collectDialog === null ? undefined : state.projects[state.collectDialog.projectId]
    return project?.kind === 'django' ? project.configuredStaticRoot : null
  })
  const canChoose = useApp((state) => state.host?.canChooseFolders === true)
  const chooseOutput = useApp((state) => state.chooseOutput)
  const plan = useApp((state) => state.planCollect)
  const close = useApp((state) => state.closeCollect)
  const [name, setName] = useState('')
  const choose = async () => {
    if (!canChoose) return onBrowse()
    const chosen = await chooseOutput()
    if (chosen !== null) onGrant(chosen)
  }
  const isLooking = dialog?.isLooking === true
  const isNameWrong = /[/\\]/.test(name) || name === '.' || name === '..'
  const target: CollectTarget | null =
    grant === null || isNameWrong ? null : { kind: 'folder', grantId: grant.id, newFolder: name === '' ? null : name }
  return (
    <form
      className="dialog-form"
      aria-busy={isLooking}
      onSubmit={(event) => {
        event.preventDefault()
        if (target !== null) void plan(target)
      }}
    >
      <DialogHead title="Collect into a folder" onClose={close} />
      <div className="dialog-body">
        <div className="collect-folder">
          <Button onPress={() => void choose()}>
            <FolderOpen size={14} aria-hidden="true" /> Choose folder…
          </Button>
          <span className="collect-path" title={grant?.display}>
            {grant === null ? 'A new or an empty folder' : grant.display}
          </span>
        </div>
        <TextInput
          label="New folder in it"
          value={name}
          onChange={setName}
          help="Leave empty to collect into the folder itself."
          error={isNameWrong ? 'Write a name without slashes.' : null}
        />
        {root !== null && (
          <p className="collect-root">
            <Button look="link" isDisabled={isLooking} onPress={() => void plan({ kind: 'static-root' })}>
              Collect into the configured STATIC_ROOT
            </Button>{' '}
            <span className="dim">{root}. What would be overwritten is shown before.</span>
          </p>
        )}
        {dialog?.problem != null && (
          <p className="collect-problem" role="alert">
            <TriangleAlert size={14} aria-hidden="true" />
            <span>{dialog.problem}</span>
          </p>
        )}
      </div>
      <div className="dialog-foot">
        {isLooking && <span className="browser-here">Looking at what would change…</span>}
        <Button onPress={close}>Cancel</Button>
        <Button look="primary" type="submit" isDisabled={target === null || isLooking}>
          Continue
        </Button>
      </div>
    </form>
  )
}
