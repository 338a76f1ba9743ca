import type { ReleaseFile, ReleaseReference } from '../model/release.ts'

/** A target that Django rewrites in a file of both releases, under one logical name, and that is called otherwise in B. */
export type ChangedReference = {
  readonly target: string
  /** Made from the target's source alone (`@import "b.css?v=1"`): nothing below the target comes through. */
  readonly fromSource: boolean
}

const NONE: readonly ChangedReference[] = []

/** The changed references of a file, each target once for each way in which its name is made. */
export function changedReferences(a: ReleaseFile, b: ReleaseFile): readonly ChangedReference[] {
  if (a.references.length === 0 || b.references.length === 0) return NONE
  const before = namesByTarget(a.references)
  const changed: ChangedReference[] = []
  for (const [key, after] of namesByTarget(b.references)) {
    const former = before.get(key)
    if (former !== undefined && former.written !== after.written)
      changed.push({ target: after.target, fromSource: after.fromSource })
  }
  return changed
}

/** Whether Django rewrites the same targets in the same order, whatever they are called. */
export function hasSameTargets(a: ReleaseFile, b: ReleaseFile): boolean {
  return (
    a.references.length === b.references.length &&
    a.references.every(({ target, fromSource }, at) => {
      const other = b.references[at]
      return other !== undefined && other.target === target && other.fromSource === fromSource
    })
  )
}

function namesByTarget(references: readonly ReleaseReference[]): Map<string, ReleaseReference> {
  return new Map(references.map((reference) => [`${reference.fromSource ? '?' : ' '}${reference.target}`, reference]))
}
