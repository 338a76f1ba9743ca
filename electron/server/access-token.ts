import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A new secret of 256 random bits, fit for an address and a cookie. */
export function createToken(): string {
  return randomBytes(32).toString('base64url')
}

/** Whether what was sent is the secret, in a time that does not tell how much of it was right. */
export function isSameToken(sent: string | undefined, secret: string): boolean {
  if (sent === undefined) return false
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(sent), digest(secret))
}

/** The value of one cookie in a `Cookie` header; undefined if it is not there. */
export function readCookie(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at !== -1 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim()
  }
  return undefined
}
