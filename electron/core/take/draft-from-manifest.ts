import type { Origin, Release, ReleaseFile } from '../../../shared/model/release.ts'
import { type ReadManifest, readManifest, remarksOn } from './read-manifest.ts'
import { boundedRemarks, type ReleaseDraft } from './release-draft.ts'

/** A release of which nothing is left but its `staticfiles.json`. `path` is absolute, a Python string. */
export type ManifestSource = { readonly path: string; readonly origin: Origin }

/**
 * A release of names alone.
 * @throws InspectorError damaged-manifest, missing-folder, unreadable
 */
export async function draftFromManifest({ path, origin }: ManifestSource): Promise<ReleaseDraft> {
  const manifest = await readManifest(path, origin.display)
  const { names, hashedNames } = manifest.table
  return {
    head: headOf(manifest, origin, ['contents', 'sources', 'plain-copies', 'references']),
    remarks: () => boundedRemarks(remarksOn(manifest, origin.display)),
    files: names.map((name, at) => nameOnly(name, hashedNames[at] ?? null)),
  }
}

/** The head of a release that was collected before: nobody tells of settings, providers and templates any more. */
export function headOf(
  manifest: ReadManifest | null,
  origin: Origin,
  unknowns: Release['unknowns'],
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
