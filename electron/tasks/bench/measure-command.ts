import { spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'

/** How a whole command went: from its start to its end. */
export type Measured = {
  readonly seconds: number
  /** Largest memory of the process and all its children at one moment, in bytes (resident); 0 where it cannot be known. */
  readonly peakBytes: number
  readonly code: number
  readonly stdout: string
}

/** Milliseconds between two looks at the memory. */
const LOOK_EVERY = 20

/**
 * Runs a program and measures its wall time and memory.
 * @param input text for its standard input
 * @param stdoutFile where its output goes; null keeps it in the result
 * @throws Error when it cannot be started
 */
export function measureCommand(
  program: string,
  words: readonly string[],
  options: {
    readonly input?: string
    readonly stdoutFile?: string
    readonly environment?: Readonly<Record<string, string>>
  },
): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const output = options.stdoutFile === undefined ? 'pipe' : openSync(options.stdoutFile, 'w')
    const begin = performance.now()
    const child = spawn(program, words, {
      stdio: ['pipe', output, 'inherit'],
      env: { ...process.env, ...options.environment },
    })
    let peakBytes = 0
    const timer = setInterval(() => (peakBytes = Math.max(peakBytes, residentBytes(child.pid ?? 0))), LOOK_EVERY)
    const pieces: Buffer[] = []
    child.stdout?.on('data', (piece: Buffer) => pieces.push(piece))
    child.on('error', reject)
    child.on('close', (code) => {
      const seconds = (performance.now() - begin) / 1000
      clearInterval(timer)
      if (typeof output === 'number') closeSync(output)
      resolve({ seconds, peakBytes, code: code ?? -1, stdout: Buffer.concat(pieces).toString('utf8') })
    })
    child.stdin?.end(options.input ?? '')
  })
}

/** Resident memory of a process and its children, from /proc; 0 on systems without it. */
function residentBytes(pid: number): number {
  try {
    const pages = Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1])
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ').filter(Boolean)
    return pages * 4096 + children.reduce((sum, child) => sum + residentBytes(Number(child)), 0)
  } catch {
    return 0
  }
}
