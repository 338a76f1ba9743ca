import type { Collected } from './collected-answer.ts'

/**
 * What Django says, without what differs from run to run: memory addresses, the folder that stands for STATIC_ROOT, and
 * the class of the storage, which the preview names by the Django class that it follows.
 */
export function comparableMessage(message: string, root: string | null): string {
  const shown = root === null ? message : message.replaceAll(root, '<STATIC_ROOT>')
  return shown.replace(/<[\w.<>]+ object at 0x(?:<addr>|[0-9a-f]+)>/g, '<storage>').slice(0, 2000)
}

/** The last line of the command without its destination, which is another folder. */
export function comparableSummary(summary: string): string {
  return summary.trim().replace(/ to '[^\n]*'(?=[,.])/, '')
}

/** An error of Django for people: no address, no temporary folder. */
export function shownError({ error, location }: Collected, root: string): { type: string; message: string } | null {
  if (error === null) return null
  const message = error.message
    .replaceAll(location ?? root, '<STATIC_ROOT>')
    .replaceAll(root, '<STATIC_ROOT>')
    .replace(/0x[0-9a-f]{6,}/g, '0x<addr>')
  return { type: error.type, message }
}
