import { FileJson, FolderOpen } from 'lucide-react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import type { ManifestCandidate } from '../../../shared/model/release.ts'
import { plural } from '../../../shared/text/plural.ts'
import { useApp } from '../../state/store-context.ts'
import { Age } from '../../ui/Age.tsx'
import { Button } from '../../ui/Button.tsx'
import { ProgressBar } from '../../ui/ProgressBar.tsx'
import { FailureCard } from './FailureCard.tsx'
import type { TakeDraft } from './take-draft.ts'
import type { Looked } from './use-looked-into.ts'

type Props = {
  readonly draft: TakeDraft
  readonly looked: Looked
  readonly onChange: (patch: Partial<TakeDraft>) => void
  /** The host has no dialogs of its own: the page shows its folders. */
  readonly onBrowse: () => void
}

/** Which folder or file, and which of the manifests in it. */
export function CollectedFields({ draft, looked, onChange, onBrowse }: Props) {
  const choose = useApp((state) => state.chooseForRelease)
  const canChoose = useApp((state) => state.host?.canChooseFolders === true)
  const isFolder = draft.kind === 'static-root'
  const pick = async () => {
    if (!canChoose) return onBrowse()
    const grant = await choose(isFolder ? 'static-root' : 'release')
    if (grant !== null) onChange({ grant, candidates: null, manifest: null, name: null })
  }
  return (
    <>
      <div className="take-place">
        <Button onPress={() => void pick()}>
          {isFolder ? <FolderOpen size={14} aria-hidden="true" /> : <FileJson size={14} aria-hidden="true" />}
          {isFolder ? 'Choose folder…' : 'Choose file…'}
        </Button>
        <span className="take-path" title={draft.grant?.display}>
          {draft.grant?.display ?? PLACES[draft.kind]}
        </span>
      </div>
      {looked.kind === 'looking' && (
        <p className="take-looking" role="status">
          <ProgressBar label="Looking into it" done={0} total={0} /> Looking into it…
        </p>
      )}
      {looked.kind === 'failed' && <FailureCard title="This cannot be taken" error={looked.error} />}
      {looked.kind === 'found' && draft.candidates !== null && (
        <Candidates
          manifests={draft.candidates.manifests}
          chosen={draft.manifest}
          onChoose={(manifest) => onChange({ manifest, name: null })}
        />
      )}
    </>
  )
}

const PLACES: Readonly<Record<TakeDraft['kind'], string>> = {
  project: '',
  commit: '',
  'static-root': 'The folder that collectstatic has filled',
  archive: 'A zip, tar, tar.gz or tar.zst',
  manifest: 'A staticfiles.json of any version',
  sample: '',
}

type CandidatesProps = {
  readonly manifests: readonly ManifestCandidate[]
  readonly chosen: string | null
  readonly onChoose: (path: string) => void
}

function Candidates({ manifests, chosen, onChoose }: CandidatesProps) {
  const [first] = manifests
  if (first === undefined)
    return <p className="dim">There is no manifest in it: names and bytes are taken as they lie there.</p>
  if (manifests.length === 1) {
    if (first.error !== null)
      return <FailureCard title="This cannot be taken" error={{ code: 'damaged-manifest', message: first.error }} />
    return (
      <p className="dim">
        {first.path}: {plural(first.names, 'name')}, version {first.version ?? 'unknown'}
      </p>
    )
  }
  return (
    <RadioGroup className="candidates" value={chosen} onChange={onChoose}>
      <Label className="field-label">{plural(manifests.length, 'manifest')}, each a release of its own</Label>
      <div className="candidate-list" tabIndex={-1}>
        {manifests.map(({ path, names, writtenAt, error }) => (
          <Radio key={path} value={path} isDisabled={error !== null} className="candidate">
            <b>{path}</b>
            <span className="dim">
              {error ?? (
                <>
                  {plural(names, 'name')}, written <Age at={writtenAt} />
                </>
              )}
            </span>
          </Radio>
        ))}
      </div>
    </RadioGroup>
  )
}
