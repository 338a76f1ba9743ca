import type { IncomingHttpHeaders } from 'node:http'

/**
 * Why a request to the local server is refused before anything is read from it; null if it may go on.
 *
 * - `Host` must be exactly our address: a name that an attacker's DNS points at 127.0.0.1 arrives with that name.
 * - Whatever changes state must come from our own page: `Origin` is ours. Browsers send it with every POST.
 * - A browser that says where a request comes from (`Sec-Fetch-Site`) must say it comes from us, or from the address bar.
 *   Another port of this computer counts as the same site for cookies, but not here.
 */
export function refuseRequest(method: string, headers: IncomingHttpHeaders, port: number): string | null {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  if (headers.host === undefined || !hosts.includes(headers.host)) return 'This server answers to 127.0.0.1 only.'
  const origins = hosts.map((host) => `http://${host}`)
  if (headers.origin !== undefined && !origins.includes(headers.origin)) return 'Requests of other pages are refused.'
  if (method === 'POST' && headers.origin === undefined) return 'The request does not say which page it comes from.'
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') return 'There is no such way to ask.'
  const site = headers['sec-fetch-site']
  // A link in a mail or chat opens our page as "cross-site": that shows the page, which can do nothing without its token.
  const isOpeningThePage = headers['sec-fetch-mode'] === 'navigate' && method === 'GET'
  if (site !== undefined && site !== 'same-origin' && site !== 'none' && !isOpeningThePage) {
    return 'Requests of other pages are refused.'
  }
  return null
}
