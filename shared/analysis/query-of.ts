/**
 * The query of a URL as a cache sees it, its question mark included: a fragment is sent to no server, and an empty query
 * is one (`font.eot?#iefix` asks for `font.eot?`; URL Standard, "URL serializing"). Empty where there is none.
 */
export function queryOf(url: string): string {
  return /^[^?#]*(\?[^#]*)/s.exec(url)?.[1] ?? ''
}
