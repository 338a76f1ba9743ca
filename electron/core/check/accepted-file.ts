import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { type AcceptedFinding, acceptedFileSchema } from '../../../shared/model/check.ts'
import { displayPath } from '../host/display-path.ts'

/**
 * Reads a file of accepted findings. An empty one, as a new file is, holds none.
 * @throws InspectorError unreadable, bad-input with the place in the file
 */
export async function readAccepted(path: string): Promise<readonly AcceptedFinding[]> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new InspectorError('unreadable', `${displayPath(path)} cannot be read. Check the path.`, { cause: error })
  })
  if (text.trim() === '') return []
  const parsed = acceptedFileSchema.safeParse(parseJson(text, path))
  if (parsed.success) return parsed.data.accepted
  const [issue] = parsed.error.issues
  const place = issue === undefined || issue.path.length === 0 ? '' : ` at ${issue.path.join('.')}`
  throw new InspectorError(
    'bad-input',
    `${displayPath(path)} is no file of accepted findings${place}: ${issue?.message ?? ''}. See “Accepted findings” in README.md.`,
  )
}

/** The text of a file of accepted findings: equal lists give equal text. */
export function acceptedText(accepted: readonly AcceptedFinding[]): string {
  return `${JSON.stringify({ schema: 'staticscope/accepted@1', accepted }, null, 2)}\n`
}

/**
 * Writes the file whole or not at all. It must be there: the user chose it.
 * @throws InspectorError unreadable
 */
export async function writeAccepted(path: string, accepted: readonly AcceptedFinding[]): Promise<void> {
  if (!existsSync(path))
    throw new InspectorError('unreadable', `${displayPath(path)} is gone. Choose the file of accepted findings again.`)
  const draft = `${path}.${randomUUID().slice(0, 8)}.tmp`
  try {
    await writeFile(draft, acceptedText(accepted), { flag: 'wx' })
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw new InspectorError('unreadable', `${displayPath(path)} cannot be written. Check its permissions.`, {
      cause: error,
    })
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new InspectorError('bad-input', `${displayPath(path)} is no JSON. Mend it, or choose another file.`, {
      cause: error,
    })
  }
}
