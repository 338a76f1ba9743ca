import { globSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { CONTENT_SECURITY_POLICY } from '../shared/contract/page-files.ts'

const root = resolve(import.meta.dirname, '..')
/** The build command names a folder aside, and moves it into place when all of it is well. */
const out = (folder: string) => join(root, process.env['STATICSCOPE_BUILD_FOLDER'] ?? '.build', folder)

/** Worker threads are files of their own beside the engine: `electron/core/jobs/x.worker.ts` → `.build/main/x.worker.cjs`. */
const workers = Object.fromEntries(
  globSync('electron/core/jobs/*.worker.ts', { cwd: root }).map((file) => [basename(file, '.ts'), join(root, file)]),
)

const entries = {
  main: join(root, 'electron/main/main.ts'),
  engine: join(root, 'electron/engine/engine.ts'),
  cli: join(root, 'electron/cli/cli.ts'),
}

/** The scripts that a project's own Python runs are files beside the bundle. */
const projectScripts = {
  name: 'project-scripts',
  generateBundle(this: { emitFile: (file: { type: 'asset'; fileName: string; source: string }) => string }) {
    const folder = join(root, 'electron/core/projects')
    for (const fileName of globSync('scripts/**/*.py', { cwd: folder })) {
      const source = readFileSync(join(folder, fileName), 'utf8')
      this.emitFile({ type: 'asset', fileName: fileName.replaceAll('\\', '/'), source })
    }
  },
}

/** Chunks stay beside the entries, so that `import.meta.dirname` means the same folder in every one of them. */
const commonJs = { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: '[name]-[hash].cjs' } as const

/** The development server marks the scripts and styles that it puts into the page, and talks to it over a websocket. */
const DEVELOPMENT_NONCE = 'development'
const developmentPolicy = CONTENT_SECURITY_POLICY.replace("script-src 'self'", `$& 'nonce-${DEVELOPMENT_NONCE}'`)
  .replace("style-src 'self'", `$& 'nonce-${DEVELOPMENT_NONCE}'`)
  .replace("connect-src 'self'", '$& ws://localhost:*')

export default defineConfig(({ command }) => ({
  main: {
    plugins: [projectScripts],
    build: {
      outDir: out('main'),
      // Syntax only: main shares chunks with the engine and has to run in older Electrons too. What main may call is
      // a matter of style (long-established APIs); the engine calls what Node 24 has.
      target: 'node18',
      externalizeDeps: false,
      reportCompressedSize: false,
      rolldownOptions: {
        input: { ...entries, ...workers },
        output: commonJs,
      },
    },
  },
  preload: {
    build: {
      outDir: out('preload'),
      target: 'node18',
      externalizeDeps: false,
      reportCompressedSize: false,
      rolldownOptions: { input: { preload: join(root, 'electron/preload/preload.ts') }, output: commonJs },
    },
  },
  renderer: {
    root: join(root, 'renderer'),
    plugins: [react()],
    ...(command === 'serve' ? { html: { cspNonce: DEVELOPMENT_NONCE } } : {}),
    server: { headers: { 'content-security-policy': developmentPolicy } },
    build: {
      outDir: out('renderer'),
      target: 'chrome108',
      minify: true,
      // A file put into the script as data: would be refused by the page's own rules for fonts.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      rolldownOptions: {
        input: join(root, 'renderer/index.html'),
        // Chunks run in the order of the imports: zod has to be told to compile nothing before the first schema is made.
        output: { strictExecutionOrder: true },
      },
    },
  },
}))
