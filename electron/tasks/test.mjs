// npm test: everything that can be tested here, and at the end what was not and why. `test.mjs types unit` runs a part.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { findElectron, hasDisplay } from './find-electron.mjs'
import { build, continueOnProjectNode, installPackages, root, toolEnvironment } from './set-up.mjs'

installPackages()
continueOnProjectNode()

const reports = join(root, 'node_modules/.cache/reports')
const SCREEN = ['--auto-servernum', '--server-args=-screen 0 1280x960x24']

/** What can be run, in this order. Each gives `{ passed, failed, skipped, note }`, or `{ why }` if it cannot run here. */
const SUITES = {
  types: () => check(['tsc', '-b']),
  lint: () => check(['oxlint', '--type-aware']),
  format: () => check(['oxfmt', '--check', '.']),
  unit: runUnitTests,
  build: runBuild,
  browser: runBrowserTests,
  electron: runElectronTests,
}

process.exit(await runSuites(process.argv.slice(2)))

async function runSuites(asked) {
  const unknown = asked.filter((name) => !(name in SUITES))
  if (unknown.length > 0) {
    console.log(`There is no suite ${unknown.join(', ')}. Suites: ${Object.keys(SUITES).join(', ')}.`)
    return 2
  }
  rmSync(reports, { recursive: true, force: true })
  mkdirSync(reports, { recursive: true })
  const names = Object.keys(SUITES).filter((name) => asked.length === 0 || asked.includes(name))
  const results = []
  for (const name of names) {
    console.log(`\n— ${name}`)
    results.push({ name, ...(await SUITES[name]()) })
  }
  return report(results)
}

/** The last lines: what ran, what did not and why, and the sum. */
function report(results) {
  const ran = results.filter(({ why }) => why === undefined)
  const sum = (key) => ran.reduce((total, result) => total + result[key], 0)
  console.log('')
  for (const { name, passed, failed, skipped, note } of ran) {
    const words = [`${passed} passed`, failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`, note]
    console.log(`ran      ${name.padEnd(8)} ${words.filter(Boolean).join(', ')}`)
  }
  for (const { name, why } of results) if (why !== undefined) console.log(`not run  ${name.padEnd(8)} ${why}`)
  console.log(`${sum('passed')} passed, ${sum('failed')} failed`)
  return sum('failed') > 0 ? 1 : 0
}

/** A program that is content or not: one check. */
async function check([program, ...args]) {
  const code = await run(join(root, 'node_modules/.bin', program), args)
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
}

function runBuild() {
  build()
  console.log('.build/ is up to date')
  return { passed: 1, failed: 0, skipped: 0 }
}

async function runUnitTests() {
  // Some start the command line, whose `serve` hands out the built page.
  build()
  const file = join(reports, 'unit.json')
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`]
  const code = await run(tool('vitest'), ['run', '--config', 'electron/vitest.config.ts', ...reporters])
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0, note: `vitest ended with code ${code}` }
  const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(readFileSync(file, 'utf8'))
  // A file that cannot be loaded, or an error outside of tests, fails no test but the run.
  const broken = testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  )
  const failed = numFailedTests + broken.length
  return { passed: numPassedTests, failed: code !== 0 && failed === 0 ? 1 : failed, skipped: numPendingTests }
}

async function runBrowserTests() {
  build()
  const { findChromium } = await import('./find-chromium.mjs')
  const chromium = await findChromium()
  if (chromium.path === null) return { why: chromium.why }
  const note = `Chromium: ${chromium.where} (${chromium.path})`
  console.log(note)
  return { ...(await runSpecs('browser', [], { CHROMIUM_PATH: chromium.path })), note }
}

async function runElectronTests() {
  build()
  const electron = await findElectron(process.env['CI'] !== undefined)
  if (electron.path === null) return { why: electron.why }
  const needsScreen = !hasDisplay()
  if (needsScreen && spawnSync('xvfb-run', ['--help'], { stdio: 'ignore' }).error !== undefined) {
    return { why: 'there is no display and no xvfb-run' }
  }
  const note = `Electron ${electron.version}: ${electron.where}${needsScreen ? ', under xvfb-run' : ''}`
  console.log(note)
  const wrapper = needsScreen ? ['xvfb-run', ...SCREEN] : []
  return { ...(await runSpecs('electron', wrapper, { STATICSCOPE_ELECTRON: electron.path })), note }
}

/** Runs the specs of one host with Playwright. */
async function runSpecs(host, wrapper, environment) {
  const file = join(reports, `${host}.json`)
  const args = ['test', '--config', 'e2e/playwright.config.ts', `--project=${host}`, '--reporter=list,json']
  const [program, ...rest] = [...wrapper, tool('playwright'), ...args]
  const code = await run(program, rest, { ...environment, PLAYWRIGHT_JSON_OUTPUT_FILE: file })
  if (!existsSync(file)) return { passed: 0, failed: 1, skipped: 0 }
  const { expected, flaky, unexpected, skipped } = JSON.parse(readFileSync(file, 'utf8')).stats
  return { passed: expected + flaky, failed: code !== 0 && unexpected === 0 ? 1 : unexpected, skipped }
}

function tool(name) {
  return join(root, 'node_modules/.bin', name)
}

/** Runs a program to its end; gives its exit code. */
function run(program, args, extra = {}) {
  return new Promise((resolve) => {
    const shell = process.platform === 'win32'
    const child = spawn(program, args, { cwd: root, stdio: 'inherit', env: toolEnvironment(extra), shell })
    child.on('error', () => resolve(1))
    child.on('exit', (code) => resolve(code ?? 1))
  })
}
