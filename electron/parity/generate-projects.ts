import fc from 'fast-check'
import type { Json } from '../tasks/vectors/ordered-json.ts'

/** What lies at a path: a file, a link (`<root>` allowed in the target) or an empty folder. */
export type GeneratedEntry =
  | { readonly text: string; readonly mtime: number }
  | { readonly link: string }
  | { readonly dir: true }

/** Path below a folder to what lies there. */
export type GeneratedTree = Readonly<Record<string, GeneratedEntry>>

/** One run of a generated project: what is changed before it, and its options. */
export type GeneratedStep = {
  readonly sources: GeneratedTree
  readonly clear: boolean
  readonly link: boolean
  readonly dryRun: boolean
  readonly postProcess: boolean
  readonly verbosity: number
  readonly ignore: readonly string[]
  readonly defaultIgnore: boolean
}

/** Several source folders, apps, a STATIC_ROOT with leftovers, and runs over them one after the other. */
export type GeneratedProject = {
  readonly storage: 'static' | 'manifest' | 'whitenoise' | 'whitenoise-manifest'
  readonly keepOnlyHashed: boolean
  readonly dirs: readonly { readonly path: string; readonly prefix: string }[]
  readonly apps: readonly string[]
  /** Below `<root>`: the folders of `dirs`, `apps/<label>/static` and `ext`. */
  readonly files: GeneratedTree
  readonly staticRoot: GeneratedTree
  readonly steps: readonly GeneratedStep[]
}

const NAMES = [
  'a.txt',
  'a.css',
  'b.png',
  'd/a.css',
  'd/b.png',
  'd/e/f.js',
  'd',
  'a\\b.png',
  'a/b.png',
  'A.txt',
  'é.css',
  'p%41.txt',
  'q?x.txt',
  ' lead.txt',
  'LICENSE',
  'x.tar.gz',
  '.hidden',
  'back~',
  'CVS/x.txt',
  'staticfiles.json',
  'raw\udce9.txt',
]

/** Names that runs leave behind for the contents below. */
const LEFTOVERS = [
  'a.c4ca4238a0b9.txt',
  'a.c81e728d9d4c.txt',
  'b.c4ca4238a0b9.png',
  'd/b.c4ca4238a0b9.png',
  'a.c4ca4238a0b9.css',
  'a.css.gz',
  'old.txt',
  'gone/x.txt',
]

const TEXTS = [
  '1',
  '2',
  '',
  'url(b.png)',
  'url(d/b.png)',
  'url(../a.css)',
  'url(missing.png)',
  'url(old.txt)',
  `x{}${' '.repeat(400)}`,
]
const TIMES = [0, 1_700_000_000, 1_700_000_000.5, 1_700_000_001, 5_000_000_000]
const LINKS = ['<root>/ext/x.txt', '<root>/ext', '<root>/none', '<root>/src/a.txt', 'a.txt', '<root>/src', '..']

const file = fc.record({ text: fc.constantFrom(...TEXTS), mtime: fc.constantFrom(...TIMES) })
const outputEntry: fc.Arbitrary<GeneratedEntry> = fc.oneof(
  { weight: 10, arbitrary: file },
  { weight: 2, arbitrary: fc.constantFrom(...LINKS).map((link) => ({ link })) },
  { weight: 1, arbitrary: fc.constant({ dir: true } as const) },
)
// A link upwards would make the walk of a source endless; Django has no guard against it.
const sourceEntry: fc.Arbitrary<GeneratedEntry> = fc.oneof(
  { weight: 14, arbitrary: file },
  {
    weight: 1,
    arbitrary: fc.constantFrom('<root>/ext/x.txt', '<root>/ext', '<root>/none', 'a.txt').map((link) => ({ link })),
  },
  { weight: 1, arbitrary: fc.constant({ dir: true } as const) },
)

function tree(
  folder: string,
  names: readonly string[],
  entry: fc.Arbitrary<GeneratedEntry>,
  most: number,
): fc.Arbitrary<GeneratedTree> {
  return fc
    .uniqueArray(fc.tuple(fc.constantFrom(...names), entry), { maxLength: most, selector: ([name]) => name })
    .map((entries) => {
      const kept: Record<string, GeneratedEntry> = {}
      for (const [name, value] of entries) {
        // A path cannot be a file and a folder: the first of the two stays.
        const clashes = Object.keys(kept).some((other) => other.startsWith(`${name}/`) || name.startsWith(`${other}/`))
        if (!clashes) kept[name] = value
      }
      return Object.fromEntries(Object.entries(kept).map(([name, value]) => [folder + name, value]))
    })
}

const PATTERNS = [
  '*.txt',
  'd',
  'd/',
  './d',
  'd/*',
  '*/b.png',
  '[a-c]*',
  '[!a]*',
  '*',
  '*.CSS',
  '?.css',
  '.*',
  'd/e',
  '[',
  'a[.]txt',
  '**/f.js',
  '',
  '/a.txt',
]

const step: fc.Arbitrary<GeneratedStep> = fc.record({
  sources: fc.oneof({ weight: 1, arbitrary: fc.constant({}) }, { weight: 1, arbitrary: tree('', NAMES, file, 2) }),
  clear: fc.nat(3).map((number) => number === 0),
  link: fc.nat(4).map((number) => number === 0),
  dryRun: fc.nat(7).map((number) => number === 0),
  postProcess: fc.nat(7).map((number) => number > 0),
  verbosity: fc.constantFrom(1, 1, 2, 3, 0),
  ignore: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, fc.array(fc.constantFrom(...PATTERNS), { maxLength: 2 })),
  defaultIgnore: fc.nat(3).map((number) => number > 0),
})

const DIRS = [
  { path: 'src', prefix: '' },
  { path: 'src2', prefix: '' },
  { path: 'src2', prefix: 'p' },
  { path: 'src', prefix: 'd' },
  { path: 'src/d', prefix: '' },
  { path: 'src', prefix: 'p/' },
  { path: 'src2', prefix: '.' },
  { path: 'src2/', prefix: '' },
  { path: './src2', prefix: 'q/r' },
  { path: 'nope', prefix: '' },
  { path: 'out', prefix: '' },
]

/** Projects with clashing names, links, leftovers and reruns. */
export const generatedProject: fc.Arbitrary<GeneratedProject> = fc.record({
  storage: fc.constantFrom('static', 'manifest', 'manifest', 'whitenoise', 'whitenoise-manifest'),
  keepOnlyHashed: fc.boolean(),
  dirs: fc.oneof(
    { weight: 3, arbitrary: fc.constant([{ path: 'src', prefix: '' }]) },
    { weight: 2, arbitrary: fc.array(fc.constantFrom(...DIRS), { minLength: 1, maxLength: 3 }) },
  ),
  apps: fc.constantFrom([], [], ['one'], ['two', 'one']),
  files: fc
    .tuple(
      tree('src/', NAMES, sourceEntry, 5),
      tree('src2/', NAMES, sourceEntry, 3),
      tree('apps/one/static/', NAMES, sourceEntry, 2),
      tree('apps/two/static/', NAMES, file, 2),
    )
    .map((trees): GeneratedTree => Object.assign({ 'ext/x.txt': { text: 'X', mtime: 1_700_000_000 } }, ...trees)),
  staticRoot: fc.oneof(
    { weight: 1, arbitrary: fc.constant({}) },
    { weight: 2, arbitrary: tree('', [...NAMES, ...LEFTOVERS], outputEntry, 4) },
  ),
  steps: fc.array(step, { minLength: 1, maxLength: 2 }),
})

/** A tree in the form of the vector files. */
export function treeInput(tree: GeneratedTree): ReadonlyMap<string, Json> {
  return new Map(Object.entries(tree).map(([name, entry]) => [name, new Map<string, Json>(Object.entries(entry))]))
}
