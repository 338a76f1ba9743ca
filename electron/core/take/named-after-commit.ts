import type { PreviewRequest } from '../collect/preview-result.ts'

/**
 * The request for a commit that was laid out aside: a storage that names its manifest after the release would ask git for
 * the commit, and where it was laid out there is no git.
 */
export function namedAfterCommit(request: PreviewRequest, commit: string): PreviewRequest {
  const { settings } = request
  if (settings.storage !== 'release-manifest' || settings.releaseId !== null) return request
  return { ...request, settings: { ...settings, releaseId: commit } }
}
