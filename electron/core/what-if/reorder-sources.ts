import type { PreviewRequest } from '../collect/preview-result.ts'

/**
 * A request whose folders are asked in another order, or some not at all. Directories stay before apps, as the finders
 * stand in STATICFILES_FINDERS.
 * @param order indexes of the request's folders that stay; those that there are none of are passed over
 */
export function reorderSources(request: PreviewRequest, order: readonly number[]): PreviewRequest {
  const { sources, project } = request
  const kept = order.filter((index) => index < sources.length)
  const directories = kept.filter((index) => sources[index]?.kind === 'directory')
  const apps = kept.filter((index) => sources[index]?.kind === 'app')
  const reordered = [...directories, ...apps].flatMap((index) => sources[index] ?? [])
  if (project === undefined) return { ...request, sources: reordered }
  // The entries of STATICFILES_DIRS are the directories among the sources, one by one.
  const entryOf = new Map<number, number>()
  for (const [index, source] of sources.entries()) if (source.kind === 'directory') entryOf.set(index, entryOf.size)
  const { staticfilesDirs, missingFolders } = project
  const entries = directories.flatMap((index) => staticfilesDirs.entries[entryOf.get(index) ?? -1] ?? [])
  const paths = new Set(entries.map(({ path }) => path))
  return {
    ...request,
    sources: reordered,
    project: {
      ...project,
      staticfilesDirs: { ...staticfilesDirs, entries },
      missingFolders: missingFolders.filter((path) => paths.has(path)),
    },
  }
}
