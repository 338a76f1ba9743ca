import type { Origin, Release, ReleaseFile } from '../../../shared/model/release.ts'
import { type ReadManifest, readManifest } from './read-manifest.ts'
import { boundedRemarks, type ReleaseDraft } from './release-draft.ts'

/** A release of which nothing is left but its `staticfiles.json`. `path` is absolute, a Python string. */
export type ManifestSource = { readonly path: string; readonly origin: Origin }

/**
 * A release of names alone.
 * @throws InspectorError damaged-manifest, missing-folder, unreadable
 */
export async function draftFromManifest({ path, origin }: ManifestSource): Promise<ReleaseDraft> {
  const manifest = await readManifest(path, origin.display)
  return {
    head: headOf(manifest, origin, ['contents', 'sources', 'plain-copies', 'references']),
    files: [...manifest.paths].map(([name, hashedName]) => nameOnly(name, hashedName)),
  }
}

/** The head of a release that was collected before: nobody tells of settings, providers and templates any more. */
export function headOf(
  manifest: ReadManifest | null,
  origin: Origin,
  unknowns: Release['unknowns'],
  remarks: readonly string[] = [],
): ReleaseDraft['head'] {
  return {
    origin,
    settings: null,
    storageClass: null,
    card: null,
    manifest: manifest === null ? null : { version: manifest.version, hash: manifest.hash },
    providers: [],
    pages: null,
    unknowns: [...unknowns, 'providers', 'settings', 'templates'],
    remarks: boundedRemarks([...(manifest?.remarks ?? []), ...remarks]),
  }
}

const NONE: never[] = []

/** A file of which nothing is known but its names. */
export function nameOnly(name: string, hashedName: string | null): ReleaseFile {
  return {
    name,
    hashedName,
    source: null,
    output: null,
    plain: null,
    isRecovered: false,
    provider: null,
    references: NONE,
    compressed: NONE,
  }
}
