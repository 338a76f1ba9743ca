import { type FormEvent, useState } from 'react'
import { FolderBrowser } from '../../folders/FolderBrowser.tsx'
import { projectOf } from '../../state/route.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogHead, ModalDialog } from '../../ui/ModalDialog.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { CollectedFields } from './CollectedFields.tsx'
import { ProjectFields } from './ProjectFields.tsx'
import { SourceKinds } from './SourceKinds.tsx'
import { startDraft, suggestedName, type TakeDraft, takeRequestOf, withKind } from './take-draft.ts'
import { useLookedInto } from './use-looked-into.ts'
import './releases.css'

/** Chooses what a release is taken from, and what it is called. */
export function TakeReleaseDialog() {
  const offer = useApp((state) => state.takeDialog?.offer ?? null)
  // What is dropped while the dialog is open begins it anew.
  return <TakeForm key={offer?.grant.id ?? ''} />
}

function TakeForm() {
  const offer = useApp((state) => state.takeDialog?.offer ?? null)
  const close = useApp((state) => state.closeTake)
  const takeRelease = useApp((state) => state.takeRelease)
  const takeSample = useApp((state) => state.takeSample)
  const projects = useApp((state) => state.projects)
  const here = useApp((state) => projectOf(state.route)?.split('~', 1)[0] ?? null)
  const [draft, setDraft] = useState<TakeDraft>(() =>
    startDraft(offer, here !== null && projects[here] !== undefined ? here : (Object.keys(projects)[0] ?? null)),
  )
  const [isBrowsing, setBrowsing] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const looked = useLookedInto(draft.grant, setDraft)
  const change = (patch: Partial<TakeDraft>) => {
    setProblem(null)
    setDraft((before) => ({ ...before, ...patch }))
  }
  const title = draft.projectId === null ? null : (projects[draft.projectId]?.title ?? null)
  const request = takeRequestOf(draft, title)
  const isSample = draft.kind === 'sample'
  const isCollected = draft.kind === 'static-root' || draft.kind === 'archive' || draft.kind === 'manifest'
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (isSample) {
      close()
      await takeSample()
    } else if (request !== null) setProblem(await takeRelease(request))
  }

  return (
    <ModalDialog className="take" onClose={close}>
      {isBrowsing ? (
        <FolderBrowser
          purpose={draft.kind === 'static-root' ? 'static-root' : 'release'}
          onChoose={(grant) => {
            change({ grant, candidates: null, manifest: null, name: null })
            setBrowsing(false)
          }}
          onBack={() => setBrowsing(false)}
        />
      ) : (
        <form className="dialog-form" onSubmit={(event) => void submit(event)}>
          <DialogHead title="Take a release" onClose={close} />
          <div className="dialog-body take-body">
            <SourceKinds value={draft.kind} onChange={(kind) => setDraft((before) => withKind(before, kind))} />
            <div className="take-fields">
              {(draft.kind === 'project' || draft.kind === 'commit') && (
                <ProjectFields draft={draft} onChange={change} />
              )}
              {isCollected && (
                <CollectedFields draft={draft} looked={looked} onChange={change} onBrowse={() => setBrowsing(true)} />
              )}
              {isSample && (
                <p>
                  “Sample 41” and “Sample 42”, two releases of the shop that ships with Staticscope. Between them lies
                  every kind of change.
                </p>
              )}
              {!isSample && (
                <>
                  <TextInput
                    label="Name"
                    value={draft.name ?? suggestedName(draft, title)}
                    onChange={(name) => change({ name })}
                    error={problem}
                  />
                  <TextInput label="Note" value={draft.note} onChange={(note) => change({ note })} />
                  <TextInput
                    label="Labels"
                    value={draft.labels}
                    onChange={(labels) => change({ labels })}
                    help="With commas between them, such as live, spring."
                  />
                </>
              )}
            </div>
          </div>
          <div className="dialog-foot">
            <Button onPress={close}>Cancel</Button>
            <Button look="primary" type="submit" isDisabled={!isSample && request === null}>
              Take it
            </Button>
          </div>
        </form>
      )}
    </ModalDialog>
  )
}
