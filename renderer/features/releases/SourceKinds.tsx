import { Archive, Braces, FolderCheck, FolderCode, GitCommitHorizontal, Store } from 'lucide-react'
import type { ReactNode } from 'react'
import { Label, Radio, RadioGroup } from 'react-aria-components'
import { SOURCE_KINDS, type SourceKind } from './take-draft.ts'

const KINDS: Readonly<Record<SourceKind, { readonly icon: ReactNode; readonly label: string; readonly help: string }>> =
  {
    project: {
      icon: <FolderCode size={15} />,
      label: 'Open project or folders',
      help: 'What its collectstatic would write now',
    },
    commit: {
      icon: <GitCommitHorizontal size={15} />,
      label: 'Commit, branch or tag',
      help: 'The same of its git repository',
    },
    'static-root': { icon: <FolderCheck size={15} />, label: 'Collected folder', help: 'A filled STATIC_ROOT' },
    archive: { icon: <Archive size={15} />, label: 'Archive', help: 'zip, tar, tar.gz or tar.zst of one' },
    manifest: { icon: <Braces size={15} />, label: 'staticfiles.json', help: 'Names only' },
    sample: { icon: <Store size={15} />, label: 'Sample shop', help: 'Two releases to try with' },
  }

type Props = { readonly value: SourceKind; readonly onChange: (kind: SourceKind) => void }

/** The kinds of sources, one of which is chosen. */
export function SourceKinds({ value, onChange }: Props) {
  return (
    <RadioGroup
      className="source-kinds"
      value={value}
      onChange={(chosen) => {
        const kind = SOURCE_KINDS.find((one) => one === chosen)
        if (kind !== undefined) onChange(kind)
      }}
    >
      <Label className="field-label">Take it from</Label>
      {SOURCE_KINDS.map((kind) => (
        <Radio key={kind} value={kind} className="source-kind" aria-label={KINDS[kind].label}>
          <span className="source-kind-icon" aria-hidden="true">
            {KINDS[kind].icon}
          </span>
          <span>
            {KINDS[kind].label}
            <span className="field-help">{KINDS[kind].help}</span>
          </span>
        </Radio>
      ))}
    </RadioGroup>
  )
}
