import { posix } from 'node:path'
import fc from 'fast-check'

/** How a reference is written. `query` is an `@import` with a query: Django hashes the target's source for it. */
export type ReferenceForm = 'url' | 'import' | 'query' | 'module'

export type ModelReference = { readonly target: string; readonly form: ReferenceForm; readonly quote: '"' | "'" }

/** A file before it is written out: lines of its own, and references. */
export type ModelFile = { readonly lines: readonly string[]; readonly references: readonly ModelReference[] }

/** The files of a release by logical name. */
export type ModelRelease = ReadonlyMap<string, ModelFile>

/** What an author does between two releases. Numbers choose files, modulo how many there are. */
export type Edit =
  | {
      readonly kind: 'edit' | 'blank' | 'quotes' | 'remove' | 'rename' | 'rename-and-edit' | 'retarget'
      readonly file: number
      readonly other: number
    }
  | { readonly kind: 'add' | 'rebuild'; readonly file: number; readonly other: number }

/** Two releases of one project, and how they are collected. */
export type GeneratedReleases = {
  readonly a: ModelRelease
  readonly b: ModelRelease
  readonly jsModules: boolean
  readonly storages: readonly ['plain' | 'manifest', 'plain' | 'manifest']
  /** Names in B by their former names, and whether a bundler or a person renamed them. */
  readonly renamed: ReadonlyMap<string, { readonly from: string; readonly isBuild: boolean }>
}

const NAMES = [
  'img/logo.png',
  'img/bg.png',
  'icons/i.svg.png',
  'css/leaf.css',
  'css/mid.css',
  'site.css',
  'css/deep/top.css',
  'js/lib.js',
  'js/app.js',
  'main.js',
  'css/loop.css',
  'extra/all.css',
] as const
const BUILDS = ['DKpFM4TH', 'B0oZcrGB', 'C7xq2LmA', 'a8Kz_3Qd'] as const

const reference = fc.record({ file: fc.nat(30), form: fc.nat(3), quote: fc.constantFrom<'"' | "'">('"', "'") })
const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom<Edit['kind']>(
    'edit',
    'edit',
    'blank',
    'quotes',
    'add',
    'remove',
    'rename',
    'rename-and-edit',
    'retarget',
    'rebuild',
  ),
  file: fc.nat(30),
  other: fc.nat(30),
})

/** Graphs of images, stylesheets and modules, with chains and with loops through queries, and several edits at once. */
export const generatedReleases: fc.Arbitrary<GeneratedReleases> = fc
  .record({
    names: fc.subarray([...NAMES], { minLength: 2 }),
    references: fc.array(fc.array(reference, { maxLength: 4 }), { minLength: NAMES.length, maxLength: NAMES.length }),
    edits: fc.array(edit, { maxLength: 4 }),
    jsModules: fc.boolean(),
    storages: fc.oneof(
      { weight: 6, arbitrary: fc.constant(['manifest', 'manifest'] as const) },
      { weight: 1, arbitrary: fc.constant(['plain', 'plain'] as const) },
      { weight: 1, arbitrary: fc.constant(['plain', 'manifest'] as const) },
    ),
  })
  .map(({ names, references, edits, jsModules, storages }) => {
    const build = `dist/index-${BUILDS[0]}.js`
    const a = new Map<string, ModelFile>()
    for (const [at, name] of [...names, build].entries())
      a.set(name, { lines: linesOf(`${at}`), references: referencesOf(name, [...names], references[at] ?? []) })
    return { a, jsModules, storages, ...applyEdits(a, edits) }
  })

/** The text of a file as its author wrote it. */
export function writeFile(name: string, { lines, references }: ModelFile): string {
  const written = references.map(({ target, form, quote }) => {
    const path = posix.relative(posix.dirname(name), target)
    switch (form) {
      case 'url':
        return `.u { background: url(${quote}${path}${quote}) }`
      case 'import':
        return `@import ${quote}${path}${quote};`
      case 'query':
        return `@import url(${quote}${path}?v=1${quote});`
      case 'module':
        return `import { x } from ${quote}${path.startsWith('.') ? path : `./${path}`}${quote};`
    }
  })
  return [...written, ...lines, ''].join('\n')
}

function linesOf(word: string): string[] {
  return Array.from({ length: 16 }, (_, at) => `/* line ${at} of file ${word} */`)
}

/** References of the kinds that a file may have, only to files before it, so that Django comes to an end; queries to any. */
function referencesOf(
  name: string,
  names: readonly string[],
  wishes: readonly { readonly file: number; readonly form: number; readonly quote: '"' | "'" }[],
): ModelReference[] {
  const before = names.slice(0, Math.max(0, names.indexOf(name)))
  const taken = new Set<string>()
  return wishes.flatMap(({ file, form, quote }): ModelReference[] => {
    const wish = wishOf(name, before, names, file, form)
    if (wish === null || taken.has(`${wish.form === 'query'}${wish.target}`)) return []
    taken.add(`${wish.form === 'query'}${wish.target}`)
    return [{ ...wish, quote }]
  })
}

function wishOf(
  name: string,
  before: readonly string[],
  names: readonly string[],
  file: number,
  form: number,
): Omit<ModelReference, 'quote'> | null {
  const pick = (some: readonly string[]): string | undefined => some[file % Math.max(1, some.length)]
  if (name.endsWith('.js')) {
    const target = pick(before.filter((one) => one.endsWith('.js')))
    return target === undefined ? null : { target, form: 'module' }
  }
  if (!name.endsWith('.css')) return null
  const sheets = (some: readonly string[]): string[] => some.filter((one) => one.endsWith('.css') && one !== name)
  const isImport = form === 1
  const target =
    form === 2 ? pick(sheets(names)) : pick(isImport ? sheets(before) : before.filter((one) => !one.endsWith('.js')))
  return target === undefined ? null : { target, form: form === 2 ? 'query' : isImport ? 'import' : 'url' }
}

function applyEdits(a: ModelRelease, edits: readonly Edit[]): Pick<GeneratedReleases, 'b' | 'renamed'> {
  const b = new Map(a)
  const renamed = new Map<string, { readonly from: string; readonly isBuild: boolean }>()
  for (const [at, { kind, file, other }] of edits.entries()) {
    const kept = [...b.keys()].filter((name) => a.has(name))
    const name = kept[file % Math.max(1, kept.length)]
    const before = name === undefined ? undefined : b.get(name)
    if (name === undefined || before === undefined) continue
    switch (kind) {
      case 'edit':
        b.set(name, { ...before, lines: [...before.lines, `/* edit ${at} */`] })
        break
      case 'blank':
        b.set(name, { ...before, lines: [...before.lines, ''] })
        break
      case 'quotes':
        b.set(name, {
          ...before,
          references: before.references.map((one) => ({ ...one, quote: one.quote === '"' ? "'" : '"' })),
        })
        break
      case 'add':
        b.set(`new/n${at}.css`, { lines: linesOf(`new ${at}`), references: [] })
        break
      case 'remove':
        if (b.size < 3 || name.startsWith('dist/')) break
        b.delete(name)
        forget(b, name)
        break
      case 'rename':
      case 'rename-and-edit': {
        // Two images are never similar: only texts have lines.
        if (
          name.startsWith('dist/') ||
          (name.endsWith('.png') && (kind === 'rename-and-edit' || before !== a.get(name)))
        )
          break
        const to = posix.join(posix.dirname(name), `renamed${at}${posix.extname(name)}`)
        const lines = kind === 'rename' ? before.lines : [...before.lines.slice(0, 15), `/* edit ${at} of it */`]
        rename(b, name, to, { ...before, lines })
        renamed.set(to, { from: name, isBuild: false })
        break
      }
      case 'retarget': {
        const target = kept[other % kept.length] ?? name
        const index = kept.indexOf(name)
        const fits = target.endsWith('.png') && name.endsWith('.css') && kept.indexOf(target) < index
        const [first, ...more] = before.references
        if (!fits || first === undefined || before.references.some((one) => one.target === target)) break
        b.set(name, { ...before, references: [{ target, form: 'url', quote: first.quote }, ...more] })
        break
      }
      case 'rebuild': {
        const old = [...b.keys()].find((one) => one.startsWith('dist/'))
        const content = old === undefined ? undefined : b.get(old)
        if (old === undefined || content === undefined || renamed.has(old)) break
        const to = `dist/index-${BUILDS[1 + (other % 3)] ?? BUILDS[1]}.js`
        const lines = other % 2 === 0 ? content.lines : linesOf(`rebuilt ${at}`)
        rename(b, old, to, { ...content, lines })
        renamed.set(to, { from: old, isBuild: true })
        break
      }
    }
  }
  return { b, renamed }
}

/** Takes a file out, and every reference to it. */
function forget(b: Map<string, ModelFile>, gone: string): void {
  for (const [name, file] of b)
    if (file.references.some(({ target }) => target === gone))
      b.set(name, { ...file, references: file.references.filter(({ target }) => target !== gone) })
}

/** Gives a file another name, and rewrites every reference to it by hand. */
function rename(b: Map<string, ModelFile>, from: string, to: string, file: ModelFile): void {
  b.delete(from)
  b.set(to, file)
  for (const [name, one] of b)
    if (one.references.some(({ target }) => target === from))
      b.set(name, {
        ...one,
        references: one.references.map((old) => (old.target === from ? { ...old, target: to } : old)),
      })
}
