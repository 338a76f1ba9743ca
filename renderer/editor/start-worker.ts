/** Trusted Types as far as this file uses them; TypeScript's own types do not have them yet. */
type TrustedUrls = { readonly createScriptURL: (address: string) => string }
type PolicyMaker = {
  readonly createPolicy: (name: string, rules: { readonly createScriptURL: (address: string) => string }) => TrustedUrls
}
declare global {
  interface Window {
    readonly trustedTypes?: PolicyMaker
  }
}

/** The name that the page's content policy allows; see `shared/contract/page-files.ts`. */
const POLICY = 'staticscope-worker'

let trusted: TrustedUrls | null = null

/**
 * Starts a worker from a script of our own bundle. The only policy of the page that makes script addresses: it lets
 * through nothing but scripts of this very origin.
 * @param address as the bundler gives it (`import address from './x.worker.ts?worker&url'`)
 */
export function startWorker(address: string): Worker {
  trusted ??= window.trustedTypes?.createPolicy(POLICY, { createScriptURL: ownScript }) ?? {
    createScriptURL: ownScript,
  }
  return new Worker(trusted.createScriptURL(address), { type: import.meta.env.DEV ? 'module' : 'classic' })
}

function ownScript(address: string): string {
  const url = new URL(address, window.location.href)
  if (url.protocol !== window.location.protocol || url.host !== window.location.host)
    throw new TypeError(`${address} is no script of this page`)
  return url.href
}
