import type { StoredRelease } from '../../shared/model/release.ts'
import { originWord } from '../../shared/text/describe-release.ts'

/** A choice of a list: its id, its name and what tells it from others. */
export type ReleaseChoice = { readonly id: string; readonly label: string; readonly explanation?: string }

/**
 * The kept releases as choices of a list, newest first as they come: name, and what tells them apart.
 * @param releases null while they are being read
 * @param chosen names that are chosen; those that are not kept (any more) come last, so that they can be shown
 */
export function releaseChoices(
  releases: readonly StoredRelease[] | null,
  chosen: readonly (string | null)[],
): readonly ReleaseChoice[] {
  const kept = (releases ?? []).flatMap(({ release, removedAt }) => (removedAt === null ? [release] : []))
  const missing = chosen.filter((name) => !kept.some((one) => one.name === name))
  return [
    ...kept.map(({ name, takenAt, origin, storageClass }) => {
      const storage = storageClass?.split('.').at(-1)
      const facts = [originWord(origin), new Date(takenAt).toLocaleDateString()]
      return { id: name, label: name, explanation: [...facts, ...(storage === undefined ? [] : [storage])].join(' · ') }
    }),
    ...[...new Set(missing)].flatMap((name) => (name === null ? [] : [{ id: name, label: name }])),
  ]
}
