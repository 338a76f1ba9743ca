// npm run dev: the window on a development server; changes of the page appear at once, changes of main restart it.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { findElectron, hasDisplay, sandboxArguments } from './find-electron.mjs'
import { installPackages, nodeForTools, root, say, toolEnvironment } from './set-up.mjs'

installPackages()
const electron = hasDisplay() ? await findElectron(true) : { path: null, why: 'there is no display' }
if (electron.path === null) {
  say(`The development window needs Electron, but ${electron.why}. \`npm start\` opens the browser instead.`)
  process.exit(2)
}
const electronVite = join(root, 'node_modules/electron-vite/bin/electron-vite.js')
const args = ['dev', '--watch', '--config', 'electron/electron.vite.config.ts']
const { status } = spawnSync(nodeForTools(), [electronVite, ...args, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: toolEnvironment({
    ELECTRON_EXEC_PATH: electron.path,
    ...(sandboxArguments().length > 0 ? { NO_SANDBOX: '1' } : {}),
  }),
})
process.exit(status ?? 1)
