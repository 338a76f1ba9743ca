// Where Electron is to be had, in this order: ELECTRON_OVERRIDE_DIST_PATH, the installed one, install-electron.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodeForTools, root, say, toolEnvironment } from './set-up.mjs'

const folder = join(root, 'node_modules/electron')
const PROGRAM =
  { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform] ?? 'electron'

/**
 * Finds an Electron that runs here.
 * @param mayInstall download it if it is not there
 * @returns {Promise<{ path: string, where: string, version: string } | { path: null, why: string }>}
 */
export async function findElectron(mayInstall) {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (override) return check(join(override, PROGRAM), 'ELECTRON_OVERRIDE_DIST_PATH')
  if (isInstalled()) return check(join(folder, 'dist', PROGRAM), 'installed')
  if (!mayInstall) return { path: null, why: 'Electron is not installed (`npx install-electron` fetches it)' }
  const problem = await install()
  return problem === null
    ? check(join(folder, 'dist', PROGRAM), 'just installed')
    : { path: null, why: `Electron could not be downloaded (${problem})` }
}

/** Whether this computer has a screen that a window can open on. */
export function hasDisplay() {
  if (process.platform !== 'linux') return true
  return Boolean(process.env['DISPLAY'] || process.env['WAYLAND_DISPLAY'])
}

/** Arguments that Chromium asks for here: as root on Linux it refuses to start with its sandbox. */
export function sandboxArguments() {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
}

function isInstalled() {
  try {
    const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    return readFileSync(join(folder, 'dist/version'), 'utf8').replace(/^v/, '') === version
  } catch {
    return false
  }
}

/** Starts it as plain Node, which fails when a system library is missing, and asks for its version. */
function check(path, where) {
  if (!existsSync(path)) return { path: null, why: `there is no Electron at ${path}` }
  const { status, stdout, stderr, error } = spawnSync(path, ['-p', 'process.versions.electron'], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    encoding: 'utf8',
  })
  if (status === 0) return { path, where, version: stdout.trim() }
  const reason = (stderr ?? '').trim().split('\n').at(-1) || error?.message || `code ${status}`
  return { path: null, why: `Electron at ${path} does not run: ${reason}` }
}

/** Downloads Electron with a wait that people can see. Resolves with what went wrong, or null. */
function install() {
  return new Promise((resolve) => {
    const started = Date.now()
    const show = () => say(`Downloading Electron… ${Math.round((Date.now() - started) / 1000)} s`)
    show()
    const timer = setInterval(show, 5000)
    const child = spawn(nodeForTools(), [join(folder, 'install.js')], {
      env: toolEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let errors = ''
    child.stderr.on('data', (chunk) => (errors += chunk))
    child.on('close', (code) => {
      clearInterval(timer)
      resolve(code === 0 && isInstalled() ? null : errors.trim().split('\n')[0] || `code ${code}`)
    })
  })
}
