import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, resolve, sep } from 'node:path'
import { expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')

/** Who may import what: a folder, and the beginnings of what its files may name. The first row that fits a file counts. */
const TABLE: readonly (readonly [folder: string, allowed: readonly string[]])[] = [
  ['shared/model', ['shared/model', 'zod']],
  ['shared/analysis', ['shared/analysis', 'shared/model', 'shared/text', 'diff']],
  ['shared/text', ['shared/text', 'shared/model']],
  ['shared/contract', ['shared/contract', 'shared/model', 'zod']],
  [
    'electron/core',
    [
      'electron/core',
      'shared',
      'node:',
      'zod',
      'pako',
      'diff',
      'js-beautify',
      'tar-stream',
      'yauzl',
      '@csstools/css-tokenizer',
      'es-module-lexer',
      'jsonc-parser',
      'parse5',
      'yaml',
    ],
  ],
  ['electron/engine', ['electron/engine', 'electron/core', 'shared', 'node:']],
  ['electron/cli', ['electron/cli', 'electron/core', 'electron/server', 'shared', 'node:', 'commander']],
  ['electron/server', ['electron/server', 'electron/core', 'shared', 'node:']],
  ['electron/main', ['electron/main', 'electron', 'shared/contract', 'node:']],
  [
    'electron/parity',
    [
      'electron/parity',
      'electron/tasks',
      'electron/core',
      'electron/cli',
      'shared',
      'node:',
      'zod',
      'fast-check',
      '@playwright/test',
    ],
  ],
  ['electron/preload', ['electron', 'shared/contract/channels', 'shared/contract/method-names']],
  ['renderer/ui', ['renderer/ui', 'shared/text', 'react', '@tanstack/react-virtual', 'lucide-react']],
  [
    'renderer/editor',
    [
      'renderer/editor',
      'renderer/ui',
      'shared',
      'react',
      'lucide-react',
      '@codemirror',
      '@lezer/highlight',
      'js-beautify',
    ],
  ],
  ['renderer/treemap', ['renderer/treemap', 'renderer/ui', 'shared', 'react', 'lucide-react', 'd3-hierarchy']],
  ['renderer/folders', ['renderer/folders', 'renderer/ui', 'renderer/state', 'shared', 'react', 'lucide-react']],
  ['renderer/state', ['renderer/state', 'shared', 'zustand', 'react']],
  ['renderer/client', ['renderer/client', 'shared']],
  [
    'renderer/features/*',
    [
      'renderer/features/*',
      'renderer/editor',
      'renderer/treemap',
      'renderer/folders',
      'renderer/ui',
      'renderer/state',
      'shared',
      'react',
      '@tanstack/react-virtual',
      'lucide-react',
      'd3-hierarchy',
      'pixelmatch',
    ],
  ],
  ['renderer', ['renderer', 'shared', 'react', 'lucide-react', '@fontsource-variable']],
  [
    'e2e',
    ['e2e', 'electron/parity/python-environment', 'shared/model', '@playwright/test', '@axe-core/playwright', 'node:'],
  ],
]

/** Tests and the tools of the source tree may use these besides. */
const IN_TESTS = [
  'vitest',
  'fast-check',
  'ajv-draft-04',
  'ajv-formats',
  'node:',
  'electron/core',
  'electron/tasks',
  'shared',
]

type Import = { readonly file: string; readonly line: number; readonly target: string }

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8')
  const found = text.matchAll(
    /^(?:import\s*|(?:import|export)\s[^'"`;=()]*?\sfrom\s+)['"]([\w@./:-]+)['"]|\bimport\(\s*['"]([\w@./:-]+)['"]\s*\)/gm,
  )
  return [...found].map((match) => {
    const named = match[1] ?? match[2] ?? ''
    const path = named.startsWith('.')
      ? normalize(join(dirname(file), named))
          .split(sep)
          .join('/')
      : named
    return { file, line: text.slice(0, match.index).split('\n').length, target: path }
  })
}

/** What a file may import, with `*` standing for the same folder on both sides. */
function allowedFor(file: string): readonly string[] {
  for (const [folder, allowed] of TABLE) {
    const pattern = new RegExp(`^${folder.replace('*', '([^/]+)')}/`)
    const match = pattern.exec(file)
    if (match !== null) return allowed.map((entry) => entry.replace('*', match[1] ?? ''))
  }
  return []
}

function isAllowed({ file, target }: Import): boolean {
  const isTest = /\.test\.tsx?$|-fixture\.ts$/.test(file)
  return [...allowedFor(file), ...(isTest ? IN_TESTS : [])].some((entry) =>
    entry.endsWith(':') ? target.startsWith(entry) : target === entry || new RegExp(`^${entry}[/.-]`).test(target),
  )
}

test('every import stands in the table of who may import whom', () => {
  const files = globSync('{shared,electron/*,renderer,e2e}/**/*.{ts,tsx}', { cwd: root })
    .map((file) => file.split(sep).join('/'))
    .filter((file) => !/^electron\/(sample|tasks)\//.test(file) && /^(shared|renderer|e2e|electron\/\w+\/)/.test(file))
  expect(files.length).toBeGreaterThan(100)
  const wrong = files.flatMap(importsOf).filter((found) => !isAllowed(found))
  expect(wrong.map(({ file, line, target }) => `${file}:${line} imports ${target}`)).toEqual([])
})

test('relative imports carry their ending, so that Node runs the source as it is', () => {
  const files = globSync('{shared,electron,renderer}/**/*.{ts,tsx}', { cwd: root, exclude: ['electron/sample/**'] })
  const bare = files.flatMap(importsOf).filter(({ target }) => /^(shared|electron|renderer)\/.*\/[^.]+$/.test(target))
  expect(bare.map(({ file, target }) => `${file} imports ${target}`)).toEqual([])
})

/** Everything that is loaded with a file: what it imports, in turn, without types and without what is imported later. */
function loadedWith(file: string): readonly string[] {
  const loaded = new Set([file])
  for (const path of loaded) {
    if (!/\.tsx?$/.test(path)) continue
    const text = readFileSync(join(root, path), 'utf8')
    const found = text.matchAll(/^(?:import|export) (?!type )[^'"`;=()]*?from '([^']+)'/gm)
    for (const [, target = ''] of found)
      loaded.add(
        target.startsWith('.')
          ? normalize(join(dirname(path), target))
              .split(sep)
              .join('/')
          : target,
      )
  }
  return [...loaded]
}

test('the quick commands do not load the schema library', () => {
  const files = ['cli.ts', 'commands/preview.ts', 'commands/collect.ts', 'reporters/text.ts'].map(
    (file) => `electron/cli/${file}`,
  )
  const loaded = [...files, 'electron/core/reports/preview-json.ts'].map((file) => [file, loadedWith(file)] as const)
  expect(loaded.filter(([, names]) => names.includes('zod')).map(([file]) => file)).toEqual([])
})
