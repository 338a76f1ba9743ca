import type { PREVIEW_METHODS } from '../../../shared/contract/preview-methods.ts'
import { summaryOf } from './finished-previews.ts'
import { settingsFilesOf, startPreview } from './start-preview.ts'
import type { HostParts, Implementations } from './implementations.ts'

/** Names offered while a person types; more are not read. */
const SUGGESTIONS = 8

/** The methods on previews and what-ifs, for the one list of what the engine's side does. */
export function previewMethods(parts: HostParts): Pick<Implementations, keyof typeof PREVIEW_METHODS> {
  const { engine, projects, previews, views, watches, exports } = parts
  return {
    'preview.start': ({ projectId }) => startPreview(projects.get(projectId), parts),
    'preview.summary': ({ projectId }) => {
      const finished = previews.find(projectId)
      return finished === null ? null : summaryOf(finished)
    },
    'preview.freshness': ({ projectId }) =>
      watches.look(previews.get(projectId), settingsFilesOf(projects.find(projectId))),
    'preview.errors': ({ projectId, offset, limit }) => {
      const { errors } = previews.get(projectId).preview
      return { total: errors.length, errors: errors.slice(offset, offset + limit) }
    },
    'preview.errorSeries': async ({ projectId, offset, limit }, signal) =>
      (await engine.seriesOfErrors(previews.get(projectId).preview, offset, limit, signal)).map((series) => [
        ...series,
      ]),
    'preview.findings': ({ projectId, offset, limit }) => {
      const { findings } = previews.get(projectId).preview
      return { total: findings.length, findings: findings.slice(offset, offset + limit) }
    },
    'preview.file': ({ projectId, name }) => engine.describeFile(previews.get(projectId).preview, name),
    'preview.text': ({ projectId, name, side, offset, limit }) =>
      engine.readText(previews.get(projectId).preview, name, side, offset, limit),
    'preview.users': ({ projectId, name, offset, limit }) =>
      engine.listUsers(previews.get(projectId).preview, name, offset, limit),
    'preview.prepareExport': async ({ projectId, format, viewId }) => {
      const { prepareExport } = await import('../reports/prepare-export.ts')
      const { preview } = previews.get(projectId)
      const document = prepareExport(preview, projects.get(projectId).title, format, views.get(viewId))
      return { exportId: exports.add(document), fileName: document.fileName }
    },
    'preview.compareCandidate': ({ projectId, name, candidate }) =>
      engine.compareCandidate(previews.get(projectId).preview, name, candidate),
    'preview.why': ({ projectId, text }) => {
      const folder = projects.find(projectId)?.django?.choice.project ?? null
      return engine.whyName(previews.get(projectId).preview, text, folder)
    },
    'preview.suggest': ({ projectId, text }) => engine.suggestNames(previews.get(projectId).preview, text, SUGGESTIONS),
    'whatIf.summary': ({ projectId }) => previews.find(projectId)?.differences?.head ?? null,
    'whatIf.file': ({ projectId, name }) => previews.get(projectId).differences?.files.get(name) ?? null,
  }
}
