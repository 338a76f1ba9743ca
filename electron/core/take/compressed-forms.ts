import { stat } from 'node:fs/promises'
import type { ReleaseFile } from '../../../shared/model/release.ts'
import { nodePath } from '../files/file-content.ts'
import { joinPath } from '../python/posix-path.ts'

/** Compressed neighbours of a served file, in the order in which WhiteNoise makes them. */
export async function compressedForms(
  folder: string,
  served: string,
  there: ReadonlySet<string>,
): Promise<ReleaseFile['compressed']> {
  const forms: ReleaseFile['compressed'] = []
  for (const encoding of ['br', 'gz'] as const) {
    if (!there.has(`${served}.${encoding}`)) continue
    const { size } = await stat(nodePath(joinPath(folder, `${served}.${encoding}`)))
    forms.push({ encoding, size })
  }
  return forms
}
