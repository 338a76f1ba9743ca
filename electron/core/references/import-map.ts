import type { JSONVisitor } from 'jsonc-parser'
import { neverAsked } from './never-asked.ts'
import type { FoundAt } from './places.ts'
import { visitJson } from './visit-json.ts'

/**
 * The addresses of an import map (HTML, "import maps"): `imports`, and those of `scopes`, which are listed but give no
 * name to the page as a whole.
 */
export function readImportMap(text: string): { references: FoundAt[]; addresses: ReadonlyMap<string, string> } {
  const references: FoundAt[] = []
  const addresses = new Map<string, string>()
  const visitor: JSONVisitor = {
    onLiteralValue(value: unknown, offset, length, _line, _column, path) {
      const [member, name, inner] = path()
      if (typeof value !== 'string' || (member !== 'imports' && member !== 'scopes')) return
      if (member === 'imports' ? name === undefined || inner !== undefined : inner === undefined) return
      if (member === 'imports') addresses.set(String(name), value)
      const when = neverAsked(value) ?? {
        request: 'conditional' as const,
        condition: `when ${String(inner ?? name)} is imported`,
      }
      references.push({
        kind: 'import-map',
        offset: offset + 1,
        text: text.slice(offset + 1, offset + length - 1),
        url: value,
        base: 'file',
        ...when,
      })
    },
  }
  visitJson(text, visitor)
  return { references, addresses }
}
