import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { CheckField } from '../../ui/CheckField.tsx'
import { SelectField } from '../../ui/SelectField.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import type { TakeDraft } from './take-draft.ts'

type Props = { readonly draft: TakeDraft; readonly onChange: (patch: Partial<TakeDraft>) => void }

/** Which of the opened projects, at which commit, and what is done about errors. */
export function ProjectFields({ draft, onChange }: Props) {
  const projects = useApp((state) => state.projects)
  const openDjango = useApp((state) => state.openDjangoDialog)
  const openFolders = useApp((state) => state.openFolderDialog)
  const close = useApp((state) => state.closeTake)
  const choices = Object.values(projects)
    .filter(({ id }) => !id.includes('~'))
    .map(({ id, title, kind, sources, django }) => ({
      id,
      label: title,
      explanation: kind === 'sample' ? 'Comes with Staticscope' : (django?.display ?? sources[0]?.display ?? ''),
    }))
  if (draft.projectId === null || choices.length === 0) {
    return (
      <div className="take-none">
        <p>No project is open. Open one first, then take the release.</p>
        <div className="failure-actions">
          <Button
            onPress={() => {
              close()
              void openDjango()
            }}
          >
            Open a Django project…
          </Button>
          <Button
            onPress={() => {
              close()
              openFolders()
            }}
          >
            Open folders…
          </Button>
        </div>
      </div>
    )
  }
  return (
    <>
      <SelectField
        label="Project"
        value={draft.projectId}
        choices={choices}
        onChange={(projectId) => onChange({ projectId, name: null })}
      />
      {draft.kind === 'commit' && (
        <TextInput
          label="Commit, branch or tag"
          value={draft.ref}
          onChange={(ref) => onChange({ ref })}
          isCode
          placeholder="main, v2.1, HEAD~3"
          help="Read from git’s objects into a temporary folder; your checkout stays as it is."
        />
      )}
      <CheckField
        label="Take it in spite of errors"
        help="Each error is kept as a remark."
        isSelected={draft.keepGoing}
        onChange={(keepGoing) => onChange({ keepGoing })}
      />
    </>
  )
}
