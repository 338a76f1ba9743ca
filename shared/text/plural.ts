import { formatCount } from './format-bytes.ts'

/**
 * A count with its noun: `1 file`, `2,168 files`.
 * @param many the plural where adding an s is wrong
 */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`
}
