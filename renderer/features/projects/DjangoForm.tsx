import { type FormEvent, useRef, useState } from 'react'
import type { Grant } from '../../../shared/model/project.ts'
import type { ProjectInspection } from '../../../shared/model/project-inspection.ts'
import { withoutOptions } from '../../../shared/text/without-options.ts'
import type { JobError } from '../../state/slices/django.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogHead } from '../../ui/ModalDialog.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { ReadingFailureCard } from '../../ui/ReadingFailureCard.tsx'
import { ConsentCard } from './ConsentCard.tsx'
import { checkDjangoDraft, chosenPython, createDjangoDraft, type DjangoDraft, withVariable } from './django-draft.ts'
import { DjangoFields } from './DjangoFields.tsx'
import { FolderBrowser } from '../../folders/FolderBrowser.tsx'
import { VariablesEditor } from './VariablesEditor.tsx'

type Purpose = 'python' | 'env-file'

/** How a project is opened: what was found, each of it changeable, what runs, and the way to allow it. */
export function DjangoForm({ inspection }: { readonly inspection: ProjectInspection }) {
  const close = useApp((state) => state.closeDjangoDialog)
  const openDjango = useApp((state) => state.openDjango)
  const addPython = useApp((state) => state.addPython)
  const chooseFile = useApp((state) => state.chooseFile)
  const canChoose = useApp((state) => state.host?.canChooseFolders === true)
  const failure = useApp((state) => state.djangoFailure)
  const job = useApp((state) => (state.djangoJobId === null ? undefined : state.jobs[state.djangoJobId]))
  const cancelJob = useApp((state) => state.cancelJob)
  const [draft, setDraft] = useState<DjangoDraft>(() => createDjangoDraft(inspection))
  const [wasTried, setTried] = useState(false)
  const [browsing, setBrowsing] = useState<Purpose | null>(null)
  const [focusRequest, setFocusRequest] = useState(0)
  const body = useRef<HTMLDivElement>(null)
  const python = chosenPython(inspection, draft)
  const isReading = job !== undefined

  const take = async (purpose: Purpose, grant: Grant | null) => {
    setBrowsing(null)
    if (grant === null) return
    if (purpose === 'env-file') {
      setDraft((before) => ({ ...before, envFile: { id: grant.id, display: grant.display } }))
      return
    }
    await addPython(grant.id)
    setDraft((before) => ({ ...before, interpreterId: grant.id }))
  }
  const choose = async (purpose: Purpose) => {
    if (canChoose) await take(purpose, await chooseFile(purpose))
    else setBrowsing(purpose)
  }
  const open = (chosen: DjangoDraft) => {
    setTried(true)
    const { choice } = checkDjangoDraft(inspection, chosen, python?.isAllowed === false)
    if (choice !== null && !isReading) void openDjango(choice)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    open(draft)
  }
  if (browsing !== null)
    return (
      <FolderBrowser
        purpose={browsing}
        start={{ id: inspection.grantId, name: inspection.title, display: inspection.display }}
        onChoose={(grant) => void take(browsing, grant)}
        onBack={() => setBrowsing(null)}
      />
    )
  const errors = wasTried ? checkDjangoDraft(inspection, draft, false).errors : {}
  return (
    <form className="dialog-form" onSubmit={submit} noValidate>
      <DialogHead title={`Open ${inspection.title}`} onClose={close} />
      <div className="dialog-body" ref={body}>
        {failure !== null && !isReading && (
          <Failure
            failure={failure}
            onVariable={(name) => {
              setDraft((before) => withVariable(before, name))
              setFocusRequest((count) => count + 1)
            }}
            onPatience={(patience) => {
              setDraft({ ...draft, patience })
              open({ ...draft, patience })
            }}
            onField={(field) =>
              body.current?.querySelector<HTMLButtonElement>(`[data-field='${field}'] button`)?.focus()
            }
          />
        )}
        <p className="django-folder" title={inspection.display}>
          {inspection.hasManage ? `manage.py in ${inspection.folder}` : `No manage.py; starts in ${inspection.folder}`}
        </p>
        <DjangoFields
          inspection={inspection}
          draft={draft}
          errors={errors}
          onChange={setDraft}
          onChoosePython={() => void choose('python')}
        />
        <VariablesEditor
          draft={draft}
          errors={errors}
          focusRequest={focusRequest}
          onChange={setDraft}
          onChooseFile={() => void choose('env-file')}
        />
        {python !== null && (
          <ConsentCard
            python={python}
            folder={inspection.folder}
            patience={draft.patience}
            variables={[
              ...draft.variables.map(({ name }) => name).filter((name) => name !== ''),
              ...(draft.envFile === null ? [] : [`the variables of ${draft.envFile.display}`]),
            ]}
          />
        )}
      </div>
      <div className="dialog-foot">
        {isReading ? (
          <>
            <span className="django-reading" role="status">
              {job.step === '' ? 'Reading the settings' : job.step}
            </span>
            <ProgressBar label={job.title} done={0} total={0} />
            <Button onPress={() => void cancelJob(job.id)}>Cancel</Button>
          </>
        ) : (
          <>
            <Button onPress={close}>Cancel</Button>
            <Button look="primary" type="submit" autoFocus={python?.isAllowed === true}>
              {python?.isAllowed === false ? 'Allow and open' : failure === null ? 'Open' : 'Read again'}
            </Button>
          </>
        )}
      </div>
    </form>
  )
}

type FailureProps = {
  readonly failure: JobError
  readonly onVariable: (name: string) => void
  /** Tries again with so many seconds. */
  readonly onPatience: (seconds: number) => void
  readonly onField: (field: 'interpreter' | 'settings-module') => void
}

/** Why the project could not be read, with the fields that may mend it at hand. */
function Failure({ failure, onVariable, onPatience, onField }: FailureProps) {
  const { reading = null, message } = failure
  if (reading === null)
    return <ReadingFailureCard cause={withoutOptions(message)} advice="" error={null} frame={null} printed={[]} />
  const { remedies, ...shown } = reading
  const variables = remedies.flatMap((remedy) => (remedy.kind === 'variable' ? [remedy.name] : []))
  return (
    <ReadingFailureCard {...shown}>
      {variables.map((name) => (
        <Button key={name} look="primary" onPress={() => onVariable(name)}>
          Add {name}
        </Button>
      ))}
      {remedies.some(({ kind }) => kind === 'more-time') && (
        <Button onPress={() => onPatience(300)}>Try again and wait 5 minutes</Button>
      )}
      <Button onPress={() => onField('interpreter')}>Choose another Python</Button>
      <Button onPress={() => onField('settings-module')}>Choose other settings</Button>
    </ReadingFailureCard>
  )
}
