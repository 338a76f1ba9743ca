import type { ReleaseSide } from '../../model/rollout.ts'
import type { ReleaseFile } from '../../model/release.ts'
import type { WholeRelease } from '../comparison.ts'
import { LOOK_EVERY } from '../pace.ts'
import { djangoOf, isAtLeast } from './django-of.ts'

/** Names that behave alike in every rollout of two releases. */
export type NameClass = {
  readonly inA: boolean
  readonly inB: boolean
  /** Served under a name with a hash in it. */
  readonly isHashed: Readonly<Record<ReleaseSide, boolean>>
  /** One stored name in both releases. */
  readonly isSameName: boolean
  /** The bytes that are served are equal. */
  readonly isSameOutput: boolean
  /** The plain copies are equal. */
  readonly isSamePlain: boolean
  /** Sizes are equal, or not known. WhiteNoise keeps to the size that a file had when it listed it. */
  readonly isSameOutputSize: boolean
  readonly isSamePlainSize: boolean
  /** Django deletes and saves the hashed file anew in every run: `*.css`, from 4.0 also `*.js`. */
  readonly isAdjustable: boolean
  /** References in it were replaced, so that the hash of its plain copy is in no stored name. */
  readonly isRewritten: Readonly<Record<ReleaseSide, boolean>>
}

/** The names of two releases, each known by its index. */
export type ClassifiedNames = {
  readonly names: readonly string[]
  readonly numberOf: ReadonlyMap<string, number>
  readonly classes: readonly NameClass[]
  /** By the number of a name: the index of its class, and the file that each release has of it. */
  readonly classOf: readonly number[]
  readonly files: Readonly<Record<ReleaseSide, readonly (ReleaseFile | undefined)[]>>
}

/** Parts the names of two releases into classes; there are some dozens, however many names. Gives way now and then. */
export function* classifyNames(a: WholeRelease, b: WholeRelease): Generator<void, ClassifiedNames> {
  const names: string[] = []
  const numberOf = new Map<string, number>()
  const files: Record<ReleaseSide, (ReleaseFile | undefined)[]> = { a: [], b: [] }
  for (const [side, whole] of [['a', a] as const, ['b', b] as const])
    for (const [at, file] of whole.files.entries()) {
      let number = numberOf.get(file.name)
      if (number === undefined) {
        number = names.push(file.name) - 1
        numberOf.set(file.name, number)
        // Lists with holes are slow.
        files.a.push(undefined)
        files.b.push(undefined)
      }
      files[side][number] = file
      if ((at & LOOK_EVERY) === 0) yield
    }
  const scriptsToo = adjustsScripts(a) || adjustsScripts(b)
  const classes: NameClass[] = []
  const indexOf = new Map<number, number>()
  const classOf: number[] = []
  for (const number of names.keys()) {
    const found = classify(files.a[number] ?? null, files.b[number] ?? null, scriptsToo)
    const key = Object.values(found).reduce<number>(withFlags, 0)
    let index = indexOf.get(key)
    if (index === undefined) {
      index = classes.push(found) - 1
      indexOf.set(key, index)
    }
    classOf.push(index)
    if ((number & LOOK_EVERY) === 0) yield
  }
  return { names, numberOf, classes, classOf, files }
}

/** The name under which a file is stored for visitors. */
export function storedName(file: ReleaseFile): string {
  return file.hashedName ?? file.name
}

function classify(a: ReleaseFile | null, b: ReleaseFile | null, scriptsToo: boolean): NameClass {
  const name = a?.name ?? b?.name ?? ''
  const isSameName = a !== null && b !== null && storedName(a) === storedName(b)
  const isHashed = { a: a !== null && a.hashedName !== null, b: b !== null && b.hashedName !== null }
  return {
    inA: a !== null,
    inB: b !== null,
    isHashed,
    isSameName,
    // Where contents are not known, one hashed name stands for one content.
    isSameOutput: a !== null && b !== null && (equal(a.output, b.output) ?? (isSameName && isHashed.a)),
    isSamePlain: a !== null && b !== null && (equal(plainOf(a), plainOf(b)) ?? isSameName),
    isSameOutputSize: isSameSize(a?.output, b?.output),
    isSamePlainSize: a === null || b === null || isSameSize(plainOf(a), plainOf(b)),
    isAdjustable: name.endsWith('.css') || (scriptsToo && name.endsWith('.js')),
    isRewritten: { a: isRewritten(a), b: isRewritten(b) },
  }
}

function plainOf(file: ReleaseFile): ReleaseFile['plain'] {
  return file.plain ?? file.source ?? (file.hashedName === null ? file.output : null)
}

function equal(a: ReleaseFile['output'], b: ReleaseFile['output']): boolean | null {
  return a === null || b === null ? null : a.hash === b.hash
}

function isSameSize(a: ReleaseFile['output'] | undefined, b: ReleaseFile['output'] | undefined): boolean {
  return a === null || a === undefined || b === null || b === undefined || a.size === b.size
}

function isRewritten(file: ReleaseFile | null): boolean {
  return file !== null && file.references.length > 0
}

/** Whether the Django of a release deletes and saves a file anew in every run, as far as its name goes. */
export function adjustsFile(name: string, whole: WholeRelease): boolean {
  return name.endsWith('.css') || (name.endsWith('.js') && adjustsScripts(whole))
}

/** Django 4.0 added the source maps of scripts to the patterns, and with them every `*.js` to the adjustable files. */
function adjustsScripts(whole: WholeRelease): boolean {
  return isAtLeast(djangoOf(whole), 4, 0)
}

/** Appends the flags of a member to those before it, a bit each. */
function withFlags(flags: number, value: NameClass[keyof NameClass]): number {
  return typeof value === 'boolean' ? flags * 2 + Number(value) : flags * 4 + Number(value.a) * 2 + Number(value.b)
}
