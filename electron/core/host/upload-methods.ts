import type { UPLOAD_METHODS } from '../../../shared/contract/upload-methods.ts'
import { filterOperations, UploadPlans } from './upload-plans.ts'
import type { HostParts, Implementations } from './implementations.ts'

/** The methods on uploads, for the one list of what the engine's side does. */
export function uploadMethods(parts: HostParts): Pick<Implementations, keyof typeof UPLOAD_METHODS> {
  const { engine, projects, previews, exports } = parts
  const uploads = new UploadPlans(engine)
  return {
    'uploads.plan': async ({ projectId, overwrites }) =>
      (await uploads.get(previews.get(projectId).preview, overwrites)).totals,
    'uploads.operations': async ({ projectId, overwrites, run, filter, offset, limit }) => {
      const plan = await uploads.get(previews.get(projectId).preview, overwrites)
      const operations = filterOperations(plan, run, filter)
      return { total: operations.length, operations: operations.slice(offset, offset + limit) }
    },
    'uploads.prepareExport': async ({ projectId, overwrites, format }) => {
      const { uploadsDocument } = await import('../reports/uploads-document.ts')
      const plan = await uploads.get(previews.get(projectId).preview, overwrites)
      const document = uploadsDocument(plan, projects.get(projectId).title, format)
      return { exportId: exports.add(document), fileName: document.fileName }
    },
  }
}
