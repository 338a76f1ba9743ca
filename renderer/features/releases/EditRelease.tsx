import { type FormEvent, useState } from 'react'
import type { StoredRelease } from '../../../shared/model/release.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { TextInput } from '../../ui/TextInput.tsx'
import { readLabels } from './release-words.ts'

type Props = { readonly stored: StoredRelease; readonly onDone: () => void }

/** What people may change of a release: what it is called, and what they say of it. */
export function EditRelease({ stored: { release }, onDone }: Props) {
  const edit = useApp((state) => state.editRelease)
  const [name, setName] = useState(release.name)
  const [note, setNote] = useState(release.note)
  const [labels, setLabels] = useState(release.labels.join(', '))
  const [problem, setProblem] = useState<string | null>(null)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const failure = await edit(release.name, { name: name.trim(), note, labels: readLabels(labels) })
    setProblem(failure)
    if (failure === null) onDone()
  }
  return (
    <form className="release-edit" onSubmit={(event) => void submit(event)}>
      <TextInput label="Name" value={name} onChange={setName} error={problem} />
      <TextInput label="Note" value={note} onChange={setNote} />
      <TextInput label="Labels" value={labels} onChange={setLabels} help="With commas between them." />
      <div className="failure-actions">
        <Button look="primary" type="submit" isDisabled={name.trim() === ''}>
          Save
        </Button>
        <Button onPress={onDone}>Cancel</Button>
      </div>
    </form>
  )
}
