/** Settings and attributes that hold the mode of a file, which people write and read in octal. */
const MODES = /(?:^|_)permissions(?:_mode)?$/i

/**
 * A value of a Django setting as it would be written in a settings module.
 * @param value as JSON has it
 * @param name of the setting or attribute: modes of files are written in octal
 * @param indent blanks for each level, every member on a line of its own; 0 for one line
 */
export function pythonLiteral(value: unknown, name = '', indent = 0): string {
  return literalAt(value, name, indent, 0)
}

function literalAt(value: unknown, name: string, indent: number, depth: number): string {
  const within = (members: readonly string[], open: string, close: string) => {
    if (members.length === 0) return open + close
    if (indent === 0) return `${open}${members.join(', ')}${close}`
    const pad = ' '.repeat(indent * depth)
    return `${open}\n${members.map((member) => `${pad}${' '.repeat(indent)}${member},\n`).join('')}${pad}${close}`
  }
  if (value === true) return 'True'
  if (value === false) return 'False'
  if (value === null || value === undefined) return 'None'
  if (typeof value === 'number') return MODES.test(name) && value > 0 ? `0o${value.toString(8)}` : String(value)
  if (Array.isArray(value))
    return within(
      value.map((member) => literalAt(member, '', indent, depth + 1)),
      '[',
      ']',
    )
  if (typeof value === 'object')
    return within(
      Object.entries(value).map(
        ([key, member]) => `${JSON.stringify(key)}: ${literalAt(member, key, indent, depth + 1)}`,
      ),
      '{',
      '}',
    )
  // JSON's escapes mean the same in Python.
  return JSON.stringify(value)
}
