// Makes a clone ready: packages, Node 24, build. Runs on any Node from 20 on, because it is what brings the right one.
// Everything it says goes to stderr: stdout belongs to the command that follows.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** The folder of the project. */
export const root = resolve(import.meta.dirname, '../..')
const lockFile = join(root, 'package-lock.json')
const installStamp = join(root, 'node_modules/.cache/staticscope-install')
const buildStamp = join(root, '.build/stamp')
/** Where a build grows, on the same disk as `.build`: what is there stays whole until the new one is. */
const aside = 'node_modules/.cache/staticscope-build'
const buildLock = join(root, 'node_modules/.cache/staticscope-build.lock')

/** Folders whose files end up in the build, and files beside them. */
const SOURCES = ['electron', 'renderer', 'shared']
const SOURCE_FILES = ['package.json', 'package-lock.json']
const NOT_SOURCES = /^(tasks|sample|tsconfig\.json|.*\.test\.tsx?|.*\.md)$/
/** Milliseconds between two looks at another build. */
const LOOK_AGAIN = 200

/** Path of the Node that the project runs on. */
export const projectNode = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')

/** Whether the process that runs this is new enough for everything. */
export function isCurrentNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  return major > 24 || (major === 24 && minor >= 15)
}

/** Installs packages when there are none, or when the lock file has changed. */
export function installPackages() {
  const wanted = createHash('sha256').update(readFileSync(lockFile)).digest('hex')
  if (existsSync(installStamp) && readFileSync(installStamp, 'utf8') === wanted) return
  if (!wasInstalledByHand()) {
    say('Installing packages…')
    run(npmCommand(), ['ci', '--no-audit', '--no-fund', '--loglevel=error'], 'The packages could not be installed.')
  }
  if (!existsSync(projectNode) && !isCurrentNode()) {
    fail('Node 24 is missing: its package was installed without running scripts. Run `npm rebuild node`.')
  }
  mkdirSync(join(installStamp, '..'), { recursive: true })
  writeFileSync(installStamp, wanted)
}

/** Builds when a source is newer, older, gone or there since the last build. */
export function build() {
  if (isBuilt()) return
  takeBuildLock()
  try {
    // Another process may have built while this one waited.
    if (isBuilt()) return
    const sources = fingerprint()
    say('Building…')
    const electronVite = join(root, 'node_modules/electron-vite/bin/electron-vite.js')
    const args = [electronVite, 'build', '--config', 'electron/electron.vite.config.ts', '--logLevel', 'warn']
    run([nodeForTools()], args, 'The build failed.', { STATICSCOPE_BUILD_FOLDER: aside })
    mkdirSync(join(root, '.build'), { recursive: true })
    for (const part of readdirSync(join(root, aside))) {
      rmSync(join(root, '.build', part), { recursive: true, force: true })
      renameSync(join(root, aside, part), join(root, '.build', part))
    }
    writeFileSync(buildStamp, sources)
  } finally {
    rmSync(buildLock, { force: true })
  }
}

/** The Node for tools: this process if it is new enough, else the project's own. */
export function nodeForTools() {
  return isCurrentNode() ? process.execPath : projectNode
}

/** The environment for tools, with the project's programs and its Node first on PATH. */
export function toolEnvironment(extra = {}) {
  const separator = process.platform === 'win32' ? ';' : ':'
  const path = [join(root, 'node_modules/.bin'), process.env['PATH'] ?? ''].join(separator)
  return { ...process.env, ...extra, PATH: path }
}

/** Runs the file that runs now once more, with the project's Node, and ends with its exit code. Only if this one is too old. */
export function continueOnProjectNode() {
  if (isCurrentNode()) return
  // Behind the two dashes Node leaves options such as --env-file to the program.
  const words = ['--', ...process.argv.slice(1)]
  const { status, signal } = spawnSync(projectNode, words, { stdio: 'inherit', env: toolEnvironment() })
  process.exit(status ?? (signal === 'SIGINT' ? 130 : 1))
}

/** Says one line to people. */
export function say(line) {
  process.stderr.write(`${line}\n`)
}

function isBuilt() {
  return existsSync(buildStamp) && readFileSync(buildStamp, 'utf8') === fingerprint()
}

/** npm keeps a copy of what it installed; newer than the lock file means that someone ran npm themselves. */
function wasInstalledByHand() {
  const kept = statSync(join(root, 'node_modules/.package-lock.json'), { throwIfNoEntry: false })
  return kept !== undefined && kept.mtimeMs >= statSync(lockFile).mtimeMs
}

/** Names, sizes and times of all sources: reading them takes far longer than the few milliseconds that this may cost. */
function fingerprint() {
  const hash = createHash('sha256')
  const add = (path) => {
    const { size, mtimeMs } = statSync(join(root, path))
    hash.update(`${path}\0${size}\0${mtimeMs}\n`)
  }
  const walk = (folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      if (NOT_SOURCES.test(entry.name)) continue
      const path = `${folder}/${entry.name}`
      if (entry.isDirectory()) walk(path)
      else add(path)
    }
  }
  SOURCES.forEach(walk)
  SOURCE_FILES.forEach(add)
  return hash.digest('hex')
}

/** Two builds at once would sweep each other's files away. A lock whose process has gone is not a lock. */
function takeBuildLock() {
  mkdirSync(join(buildLock, '..'), { recursive: true })
  for (;;) {
    try {
      writeFileSync(buildLock, String(process.pid), { flag: 'wx' })
      return
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (isOwnerGone()) rmSync(buildLock, { force: true })
    else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_AGAIN)
  }
}

function isOwnerGone() {
  try {
    process.kill(Number(readFileSync(buildLock, 'utf8')), 0)
    return false
  } catch (error) {
    return error.code === 'ESRCH'
  }
}

/** npm by the file that runs it, if npm started us: that needs no shell on any system. */
function npmCommand() {
  const file = process.env['npm_execpath']
  return file === undefined ? ['npm'] : [process.execPath, file]
}

function run([program, ...first], args, failure, extra = {}) {
  const shell = process.platform === 'win32' && first.length === 0
  const env = { ...process.env, ...extra }
  const { status } = spawnSync(program, [...first, ...args], { cwd: root, stdio: ['ignore', 2, 2], shell, env })
  if (status !== 0) fail(failure)
}

function fail(line) {
  say(line)
  process.exit(3)
}
