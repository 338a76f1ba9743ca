/**
 * A logical name without `.` and `..` parts, as Python's `posixpath.normpath` makes it: `css/../img/x.png` → `img/x.png`.
 * Parts that lead out of STATIC_ROOT stay: `../x.png`.
 */
export function normalizeName(name: string): string {
  const parts: string[] = []
  for (const part of name.split('/')) {
    if (part === '' || part === '.') continue
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop()
    else parts.push(part)
  }
  return parts.join('/')
}
