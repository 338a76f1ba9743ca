import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { findElectron, hasDisplay, sandboxArguments } from '../find-electron.mjs'

/** Milliseconds after which a window that does not come is given up. */
const PATIENCE = 60_000

/** The marks of one start of the window, in milliseconds since the process was made, or why there are none. */
export type WindowStart = { readonly marks: Readonly<Record<string, number>> } | { readonly reason: string }

/** Opens the window once, with data of its own, and reads the marks that `--trace-startup` prints. */
export async function measureWindow(root: string): Promise<WindowStart> {
  const electron = await findElectron(false)
  if (electron.path === null) return { reason: electron.why }
  const data = mkdtempSync(join(tmpdir(), 'staticscope-window-'))
  const words = [...sandboxArguments(), `--user-data-dir=${data}`, root]
  const [program, ...rest] = hasDisplay()
    ? [electron.path, ...words]
    : ['xvfb-run', '--auto-servernum', '--server-args=-screen 0 1280x960x24', electron.path, ...words]
  if (program === 'xvfb-run' && spawnSync('xvfb-run', ['--help']).error !== undefined)
    return { reason: 'there is no display' }
  try {
    const line = await firstStartupLine(program ?? '', [...rest, '--', '--trace-startup'])
    if (line === null) return { reason: 'the window told no marks' }
    const marks = [...line.matchAll(/([\w-]+) (\d+) ms/g)].map(([, name = '', time]) => [name, Number(time)] as const)
    return { marks: Object.fromEntries(marks) }
  } finally {
    // The processes of the window write a little longer than the first of them lives.
    rmSync(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

function firstStartupLine(program: string, words: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    // A group of its own: ending xvfb-run alone would leave the window behind.
    // This very Node comes first on PATH, as in npm scripts.
    const PATH = [dirname(process.execPath), process.env['PATH']].join(delimiter)
    const child = spawn(program, words, {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      env: { ...process.env, PATH },
    })
    let text = ''
    const finish = (line: string | null): void => {
      clearTimeout(timer)
      try {
        process.kill(-(child.pid ?? 0), 'SIGTERM')
      } catch {
        // It has ended by itself.
      }
      resolve(line)
    }
    const timer = setTimeout(() => finish(null), PATIENCE)
    const hear = (piece: Buffer): void => {
      text += piece.toString('utf8')
      const line = /^startup: .*engine-ready.*$/m.exec(text)?.[0]
      if (line !== undefined) finish(line)
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.on('error', () => finish(null))
    child.on('exit', () => finish(null))
  })
}
