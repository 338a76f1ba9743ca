/*
 * Python's `ipaddress.ip_address` as far as `urllib.parse.urlsplit` asks: is the text an address, and of which kind.
 */

const OCTET = /^(?:0|[1-9][0-9]{0,2})$/
const HEXTET = /^[0-9A-Fa-f]{1,4}$/

/** Whether `ipaddress.ip_address(text)` gives an IPv4 address, an IPv6 address (a scope after `%` allowed), or a ValueError (null). */
export function ipAddressKind(text: string): 'ipv4' | 'ipv6' | null {
  if (isIpv4(text)) return 'ipv4'
  return isIpv6(text) ? 'ipv6' : null
}

function isIpv4(text: string): boolean {
  const octets = text.split('.')
  return octets.length === 4 && octets.every((octet) => OCTET.test(octet) && Number(octet) <= 255)
}

function isIpv6(text: string): boolean {
  const percent = text.indexOf('%')
  if (text.includes('/')) return false
  if (percent === -1) return isIpv6Address(text)
  const scope = text.slice(percent + 1)
  return scope !== '' && !scope.includes('%') && isIpv6Address(text.slice(0, percent))
}

/** `IPv6Address._ip_int_from_string`, without the number. */
function isIpv6Address(text: string): boolean {
  const parts = text.split(':')
  if (parts.length < 3) return false
  const last = parts.at(-1) ?? ''
  if (last.includes('.')) {
    if (!isIpv4(last)) return false
    parts.splice(-1, 1, '0', '0')
  }
  if (parts.length > 9) return false
  const inner = parts.slice(1, -1)
  const skip = inner.indexOf('') + 1
  if (skip === 0) return parts.length === 8 && parts.every(isHextet)
  if (inner.indexOf('', skip) !== -1) return false
  let high = parts.slice(0, skip)
  let low = parts.slice(skip + 1)
  // An empty part at an end belongs to the `::` only if nothing else stands beside it.
  if (high[0] === '') {
    if (high.length > 1) return false
    high = []
  }
  if (low.at(-1) === '') {
    if (low.length > 1) return false
    low = []
  }
  return high.length + low.length < 8 && high.every(isHextet) && low.every(isHextet)
}

function isHextet(part: string): boolean {
  return HEXTET.test(part)
}
