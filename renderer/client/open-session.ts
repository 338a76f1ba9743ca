import { InspectorError } from '../../shared/contract/errors.ts'

/**
 * Exchanges the token of the first link (`#token=…`) for a cookie and takes it out of the address and the history.
 * Does nothing on a reload, when the cookie is already there.
 * @throws InspectorError `refused` when the server does not accept the token
 */
export async function openSession(): Promise<void> {
  const match = /^#token=([^&]+)&?(.*)$/.exec(window.location.hash)
  if (match === null) return
  const [, token = '', rest = ''] = match
  const response = await fetch('/session', { method: 'POST', headers: { 'x-staticscope-token': token } })
  if (!response.ok) {
    throw new InspectorError(
      'refused',
      'This link is from an earlier start. Open the address that the command printed.',
    )
  }
  window.history.replaceState(null, '', `${window.location.pathname}${rest === '' ? '' : `#${rest}`}`)
}
