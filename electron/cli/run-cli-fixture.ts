import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Readable } from 'node:stream'

/** A command line that is running. */
export type RunningCli = ChildProcessByStdio<null, Readable, Readable>

/** How it ended: `code` is null after a signal. */
export type EndedCli = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

/**
 * Starts the real command line in a process of its own.
 * @param dataFolder where it keeps what it remembers
 * @param variables besides those of this process
 */
export function startCli(
  dataFolder: string,
  words: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): RunningCli {
  // Without the dashes Node would take --env-file for itself.
  return spawn(process.execPath, ['--', join(import.meta.dirname, 'cli.ts'), ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, STATICSCOPE_DATA_FOLDER: dataFolder, ...variables },
  })
}

/** Waits for its end, and gives all that it wrote. */
export async function finishCli(child: RunningCli): Promise<EndedCli> {
  let stdout = ''
  let stderr = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  const [code] = (await once(child, 'close')) as [number | null]
  return { code, stdout, stderr }
}
