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

export type ClassifiedNames = {
  readonly classes: readonly NameClass[]
  /** Logical name to the index of its class. */
  readonly classOf: ReadonlyMap<string, number>
  readonly a: ReadonlyMap<string, ReleaseFile>
  readonly b: ReadonlyMap<string, ReleaseFile>
}

/** Parts the names of two releases into classes; there are some dozens, however many names. Gives way now and then. */
export function* classifyNames(a: WholeRelease, b: WholeRelease): Generator<void, ClassifiedNames> {
  const filesA = yield* byName(a.files)
  const filesB = yield* byName(b.files)
  const scriptsToo = adjustsScripts(a) || adjustsScripts(b)
  const classes: NameClass[] = []
  const indexOf = new Map<number, number>()
  const classOf = new Map<string, number>()
  const add = (name: string): void => {
    const found = classify(filesA.get(name) ?? null, filesB.get(name) ?? null, scriptsToo)
    const key = Object.values(found).reduce<number>(withFlags, 0)
    let index = indexOf.get(key)
    if (index === undefined) {
      index = classes.push(found) - 1
      indexOf.set(key, index)
    }
    classOf.set(name, index)
  }
  let seen = 0
  for (const files of [filesA, filesB])
    for (const name of files.keys()) {
      if (!classOf.has(name)) add(name)
      if ((++seen & LOOK_EVERY) === 0) yield
    }
  return { classes, classOf, a: filesA, b: filesB }
}

function* byName(files: readonly ReleaseFile[]): Generator<void, Map<string, ReleaseFile>> {
  const found = new Map<string, ReleaseFile>()
  for (const file of files) {
    found.set(file.name, file)
    if ((found.size & LOOK_EVERY) === 0) yield
  }
  return found
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

/** Django 4.0 added the source maps of scripts to the patterns, and with them every `*.js` to the adjustable files. */
function adjustsScripts(whole: WholeRelease): boolean {
  return isAtLeast(djangoOf(whole), 4, 0)
}

/** Appends the flags of a member to those before it, a bit each. */
function withFlags(flags: number, value: NameClass[keyof NameClass]): number {
  return typeof value === 'boolean' ? flags * 2 + Number(value) : flags * 4 + Number(value.a) * 2 + Number(value.b)
}
