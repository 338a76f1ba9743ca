import { ArchiveRestore } from 'lucide-react'
import type { StoredRelease } from '../../../shared/model/release.ts'
import { plural } from '../../../shared/text/plural.ts'
import { useApp } from '../../state/store-context.ts'
import { Age } from '../../ui/Age.tsx'
import { Button } from '../../ui/Button.tsx'

type Props = { readonly removed: readonly StoredRelease[]; readonly kept: readonly StoredRelease[] }

/** Releases that were removed and can still be had back. */
export function RemovedReleases({ removed, kept }: Props) {
  const restore = useApp((state) => state.restoreRelease)
  const names = new Set(kept.map(({ release }) => release.name.toLowerCase()))
  return (
    <details className="releases-removed">
      <summary>{plural(removed.length, 'removed release')} can be had back for a day</summary>
      <ul tabIndex={0} aria-label="Removed releases">
        {removed.map(({ release, removedAt }) => (
          <li key={`${release.name} ${removedAt ?? ''}`}>
            <b>{release.name}</b>
            {removedAt !== null && (
              <span className="dim">
                removed <Age at={removedAt} />
              </span>
            )}
            <Button
              look="quiet"
              aria-label={`Restore ${release.name}`}
              isDisabled={names.has(release.name.toLowerCase())}
              onPress={() => void restore(release.name)}
            >
              <ArchiveRestore size={13} aria-hidden="true" /> Restore
            </Button>
          </li>
        ))}
      </ul>
    </details>
  )
}
