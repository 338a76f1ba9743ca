import type { ServerResponse } from 'node:http'
import { InspectorError } from '../../shared/contract/errors.ts'
import { writePieces } from '../core/files/write-text.ts'
import type { InspectorHost } from '../core/host/inspector-host.ts'

/** Answers with a document that a page has prepared, as a file to be saved and never as a page. */
export async function sendExport(
  host: Pick<InspectorHost, 'exported'>,
  exportId: string,
  response: ServerResponse,
): Promise<void> {
  try {
    const { fileName, type, pieces } = host.exported(exportId)
    response.writeHead(200, {
      'content-type': type,
      'content-disposition': `attachment; filename="${fileName}"`,
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    })
    await writePieces(response, pieces())
    response.end()
  } catch (error) {
    if (!(error instanceof InspectorError)) throw error
    response.writeHead(404, { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' })
    response.end(error.message)
  }
}
