import { GitCompareArrows, PackageOpen, Pencil, Trash2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button as MenuButton, Menu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components'
import type { StoredRelease } from '../../../shared/model/release.ts'
import { originWord, unknownSentence } from '../../../shared/text/describe-release.ts'
import { formatBytes, formatCount, formatExactBytes } from '../../../shared/text/format-bytes.ts'
import { compareOf } from '../../state/compare-of.ts'
import { projectOf, type SideChoice } from '../../state/route.ts'
import { useApp } from '../../state/store-context.ts'
import { Age } from '../../ui/Age.tsx'
import { Button } from '../../ui/Button.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { EditRelease } from './EditRelease.tsx'
import { ExportReleaseDialog } from './ExportReleaseDialog.tsx'

type Props = { readonly stored: StoredRelease; readonly others: readonly StoredRelease[] }

/** Everything that is known of one release, and what can be done with it. */
export function ReleaseDetail({ stored, others }: Props) {
  const remove = useApp((state) => state.removeRelease)
  const [isEditing, setEditing] = useState(false)
  const [isExporting, setExporting] = useState(false)
  const { release } = stored
  return (
    <section className="release-detail" aria-label={`Release ${release.name}`} tabIndex={-1}>
      {isEditing ? (
        <EditRelease stored={stored} onDone={() => setEditing(false)} />
      ) : (
        <header className="release-detail-head">
          <h2>{release.name}</h2>
          {release.labels.map((label) => (
            <Tag key={label} tone="moved" text={label} />
          ))}
        </header>
      )}
      {!isEditing && release.note !== '' && <p className="release-note">{release.note}</p>}
      <div className="release-actions">
        <CompareMenu stored={stored} others={others} />
        {!isEditing && (
          <Button look="quiet" onPress={() => setEditing(true)}>
            <Pencil size={13} aria-hidden="true" /> Rename, note, labels
          </Button>
        )}
        <Button look="quiet" onPress={() => setExporting(true)}>
          <PackageOpen size={13} aria-hidden="true" /> Export…
        </Button>
        <Button look="quiet" onPress={() => void remove(release.name)}>
          <Trash2 size={13} aria-hidden="true" /> Remove
        </Button>
      </div>
      <Facts stored={stored} />
      <Sentences title="Not known" lines={release.unknowns.map(unknownSentence)} sign="?" />
      <Sentences title="Remarks" lines={release.remarks} sign="!" />
      {isExporting && <ExportReleaseDialog stored={stored} onClose={() => setExporting(false)} />}
    </section>
  )
}

/** Opens the comparison of the older release with the newer one. */
function CompareMenu({ stored, others }: Props) {
  const navigate = useApp((state) => state.navigate)
  const projectId = useApp((state) => projectOf(state.route))
  const choices = others.filter(({ release }) => release.name !== stored.release.name)
  if (choices.length === 0) return null
  return (
    <MenuTrigger>
      <MenuButton className="button button-quiet">
        <GitCompareArrows size={13} aria-hidden="true" /> Compare with…
      </MenuButton>
      <Popover className="popover" placement="bottom start" offset={4}>
        <Menu
          className="menu"
          aria-label="Compare with"
          items={choices.map(({ release }) => ({ id: release.name, release }))}
        >
          {({ release }) => (
            <MenuItem
              textValue={release.name}
              className="menu-item"
              onAction={() => navigate(compareOf(projectId, ...inOrder(stored, release)))}
            >
              <span className="menu-words">
                <Text slot="label">{release.name}</Text>
                <Text slot="description" className="menu-help">
                  {originWord(release.origin)}, <Age at={release.takenAt} />
                </Text>
              </span>
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </MenuTrigger>
  )
}

/** The older release stands first. */
function inOrder({ release }: StoredRelease, other: StoredRelease['release']): readonly [SideChoice, SideChoice] {
  const [a, b] = other.takenAt <= release.takenAt ? [other, release] : [release, other]
  return [
    { kind: 'release', name: a.name },
    { kind: 'release', name: b.name },
  ]
}

function Facts({ stored: { release, stored } }: { readonly stored: StoredRelease }) {
  const { origin, settings, storageClass, manifest, counts, unknowns } = release
  const known = (value: string | null | undefined): ReactNode => value ?? <span className="dim">not known</span>
  const facts: readonly (readonly [string, ReactNode])[] = [
    ['Source', originWord(origin)],
    ['Place', origin.display],
    ...(origin.commit === null ? [] : ([['Commit', <code key="commit">{origin.commit}</code>]] as const)),
    [
      'Taken',
      <span key="taken">
        {new Date(release.takenAt).toLocaleString()}, <Age at={release.takenAt} />
      </span>,
    ],
    ['Django', known(settings?.django)],
    ['Storage', known(storageClass)],
    ['STATIC_URL', known(settings?.staticUrl)],
    [
      'Manifest',
      manifest === null
        ? 'none'
        : `version ${manifest.version}${manifest.hash === null ? '' : `, hash ${manifest.hash}`}`,
    ],
    ['Files', formatCount(counts.files)],
    ['Size', unknowns.includes('contents') ? known(null) : <Size key="size" bytes={counts.bytes} />],
    [
      'In the store',
      <span key="stored">
        <Size bytes={stored.own} /> of its own, <Size bytes={stored.shared} /> shared with other releases
      </span>,
    ],
  ]
  return (
    <dl className="release-facts">
      {facts.map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Size({ bytes }: { readonly bytes: number }) {
  return <span title={formatExactBytes(bytes)}>{formatBytes(bytes)}</span>
}

type SentencesProps = { readonly title: string; readonly lines: readonly string[]; readonly sign: string }

function Sentences({ title, lines, sign }: SentencesProps) {
  if (lines.length === 0) return null
  return (
    <div className="release-sentences">
      <h3>{title}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>
            <span aria-hidden="true" className="release-sign">
              {sign}
            </span>
            {line}
          </li>
        ))}
      </ul>
    </div>
  )
}
