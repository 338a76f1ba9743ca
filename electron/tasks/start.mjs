// npm start: the window; where no Electron can run, the same product in the browser.
import { spawn } from 'node:child_process'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { findElectron, hasDisplay, sandboxArguments } from './find-electron.mjs'
import { build, installPackages, nodeForTools, root, say, toolEnvironment } from './set-up.mjs'

/** Words of the program itself; Chromium knows the second one too, and would write a file of its own. */
const OWN = ['--self-check', '--trace-startup']
/** Milliseconds in which an Electron that fails counts as one that cannot start here. */
const EARLY = 10_000

installPackages()
build()
process.exit(await start(process.argv.slice(2)))

async function start(args) {
  if (!hasDisplay()) return serve('There is no display')
  const electron = await findElectron(true)
  if (electron.path === null) return serve(capitalize(electron.why))
  const started = Date.now()
  const own = args.filter((word) => OWN.includes(word))
  const others = args.filter((word) => !OWN.includes(word))
  // Chromium does not look at what comes after "--".
  const code = await run(electron.path, [...sandboxArguments(), root, ...others, '--', ...own])
  if (code === 0 || Date.now() - started > EARLY) return code
  return serve(`Electron could not start (code ${code})`)
}

/** Opens the product in the browser, saying why; without a display it prints the address. */
function serve(why) {
  say(`${why}: opening in the browser instead.`)
  const cli = join(root, '.build/main/cli.cjs')
  return run(nodeForTools(), [cli, 'serve', '--allow', homedir(), ...(hasDisplay() ? [] : ['--no-open'])])
}

function run(program, args) {
  const child = spawn(program, args, { stdio: 'inherit', env: toolEnvironment() })
  // Ctrl+C reaches the child by itself; this process waits for it to end in order.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  return new Promise((resolve) => {
    child.on('error', () => resolve(1))
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)))
  })
}

function capitalize(text) {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
