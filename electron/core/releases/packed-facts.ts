/** What identifies one state of a file without reading it. Times are nanoseconds since 1970. */
export type FileKey = {
  /** Absolute path as Python has it. */
  readonly path: string
  readonly size: number
  readonly mtimeNs: bigint
  readonly ctimeNs: bigint
  readonly inode: bigint
}

/** What is known of a file's content. */
export type FileFacts = {
  /** 32 hex digits. */
  readonly md5: string
  /** Whether the content decodes as UTF-8; null if nobody asked. */
  readonly utf8: boolean | null
  /** Whatever else its reader wants to keep (JSON, as a rule); null for nothing. */
  readonly extra: string | null
}

/** A state of a file together with what is known of its content. */
export type StoredFact = FileKey & FileFacts

const HEADER_BYTES = 16
/** size, mtime, ctime, inode (8 each), MD5 (16), end of its extra (4), flags (1). */
const ROW_BYTES = 53
const HAS_EXTRA = 4
const SEPARATOR = '/'

/**
 * Packs the facts of one folder's files by column.
 * @param rows facts and the files' names within the folder (`path` is not looked at)
 */
export function packFacts(rows: readonly { readonly name: string; readonly fact: StoredFact }[]): Uint8Array {
  const count = rows.length
  const names = Buffer.from(rows.map((row) => escapeName(row.name)).join(SEPARATOR))
  const extra = Buffer.from(rows.map((row) => row.fact.extra ?? '').join(''))
  const bytes = new Uint8Array(HEADER_BYTES + count * ROW_BYTES + names.length + extra.length)
  new Uint32Array(bytes.buffer, 0, 3).set([count, names.length, extra.length])
  const columns = columnsOf(bytes, count)
  const md5s = Buffer.from(bytes.buffer, columns.md5.byteOffset, count * 16)
  let extraEnd = 0
  for (const [at, { fact }] of rows.entries()) {
    columns.sizes[at] = fact.size
    columns.mtimes[at] = fact.mtimeNs
    columns.ctimes[at] = fact.ctimeNs
    columns.inodes[at] = BigInt.asUintN(64, fact.inode)
    md5s.write(fact.md5, at * 16, 16, 'hex')
    if (fact.extra !== null) extraEnd += Buffer.byteLength(fact.extra)
    columns.extraEnds[at] = extraEnd
    columns.flags[at] = (fact.utf8 === null ? 0 : fact.utf8 ? 2 : 1) | (fact.extra === null ? 0 : HAS_EXTRA)
  }
  bytes.set(names, HEADER_BYTES + count * ROW_BYTES)
  bytes.set(extra, HEADER_BYTES + count * ROW_BYTES + names.length)
  return bytes
}

/**
 * Hands out the facts of one folder. Each fact is a window on the packed bytes: hundreds of thousands are made at a
 * start, and few of their fields are ever looked at.
 * @param folder what stands before the names, its separator included
 * @param packed what `packFacts` gave; bytes of another shape give nothing, for it is only a cache
 * @param take called with each fact and its file's name
 */
export function unpackFacts(
  folder: string,
  packed: Uint8Array,
  take: (path: string, fact: StoredFact, name: string) => void,
): void {
  const bytes = packed.byteOffset % 8 === 0 ? packed : packed.slice()
  if (bytes.byteLength < HEADER_BYTES) return
  const [count = 0, nameBytes = 0, extraBytes = 0] = new Uint32Array(bytes.buffer, bytes.byteOffset, 3)
  const namesAt = HEADER_BYTES + count * ROW_BYTES
  if (count === 0 || namesAt + nameBytes + extraBytes !== bytes.byteLength) return
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + namesAt, nameBytes).toString()
  const names = text.split(SEPARATOR)
  if (names.length !== count) return
  const columns = columnsOf(bytes, count)
  const isEscaped = text.includes('\0')
  for (let at = 0; at < count; at++) {
    const stored = names[at] ?? ''
    const name = isEscaped ? unescapeName(stored) : stored
    const path = folder + name
    take(path, new PackedFact(path, columns, at), name)
  }
}

/** Lone surrogates (bytes that are not UTF-8, PEP 383) as text that UTF-8 can carry. NUL is in no file name. */
export function escapeName(name: string): string {
  if (name.isWellFormed()) return name
  return name.replace(/\p{Cs}/gu, (unit) => `\0${unit.charCodeAt(0).toString(16)}`)
}

/** Turns `escapeName` back. */
export function unescapeName(text: string): string {
  if (!text.includes('\0')) return text
  return text.replace(/\0([0-9a-f]{4})/g, (_, unit: string) => String.fromCharCode(Number.parseInt(unit, 16)))
}

type Columns = {
  readonly sizes: Float64Array
  readonly mtimes: BigInt64Array
  readonly ctimes: BigInt64Array
  readonly inodes: BigUint64Array
  readonly md5: Uint8Array
  readonly extraEnds: Uint32Array
  readonly flags: Uint8Array
  readonly extras: Uint8Array
}

function columnsOf(bytes: Uint8Array, count: number): Columns {
  const { buffer } = bytes
  const start = bytes.byteOffset + HEADER_BYTES
  const extraBytes = new Uint32Array(buffer, bytes.byteOffset, 3)[2] ?? 0
  return {
    sizes: new Float64Array(buffer, start, count),
    mtimes: new BigInt64Array(buffer, start + count * 8, count),
    ctimes: new BigInt64Array(buffer, start + count * 16, count),
    inodes: new BigUint64Array(buffer, start + count * 24, count),
    md5: new Uint8Array(buffer, start + count * 32, count * 16),
    extraEnds: new Uint32Array(buffer, start + count * 48, count),
    flags: new Uint8Array(buffer, start + count * 52, count),
    extras: bytes.subarray(bytes.byteLength - extraBytes),
  }
}

/** One fact as a window on packed columns. */
class PackedFact implements StoredFact {
  readonly path: string
  readonly #columns: Columns
  readonly #at: number

  constructor(path: string, columns: Columns, at: number) {
    this.path = path
    this.#columns = columns
    this.#at = at
  }

  get size(): number {
    return this.#columns.sizes[this.#at] ?? 0
  }

  get mtimeNs(): bigint {
    return this.#columns.mtimes[this.#at] ?? 0n
  }

  get ctimeNs(): bigint {
    return this.#columns.ctimes[this.#at] ?? 0n
  }

  get inode(): bigint {
    return this.#columns.inodes[this.#at] ?? 0n
  }

  get md5(): string {
    const { buffer, byteOffset } = this.#columns.md5
    return Buffer.from(buffer, byteOffset + this.#at * 16, 16).toString('hex')
  }

  get utf8(): boolean | null {
    const flag = (this.#columns.flags[this.#at] ?? 0) & 3
    return flag === 0 ? null : flag === 2
  }

  get extra(): string | null {
    if (((this.#columns.flags[this.#at] ?? 0) & HAS_EXTRA) === 0) return null
    const { extras, extraEnds } = this.#columns
    const start = this.#at === 0 ? 0 : (extraEnds[this.#at - 1] ?? 0)
    return Buffer.from(extras.buffer, extras.byteOffset + start, (extraEnds[this.#at] ?? 0) - start).toString()
  }
}
