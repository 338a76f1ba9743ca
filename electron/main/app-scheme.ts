import { protocol, type Session } from 'electron'
import { answerAppRequest } from './answer-app-request.ts'

/** Origin of our own pages. */
export const APP_ORIGIN = 'app://inspector'
/** Address of the window. */
export const APP_URL = `${APP_ORIGIN}/`

/** Tells Electron about the scheme. Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ])
}

/** Answers `app://inspector/…` of a session with the files in `bundleFolder`, and nothing else. */
export function handleAppScheme(session: Session, bundleFolder: string): void {
  session.protocol.handle('app', async (request) => {
    const { status, headers, body } = await answerAppRequest(bundleFolder, request.method, request.url)
    return new Response(body, { status, headers })
  })
}
