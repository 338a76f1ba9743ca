import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import { DEFAULT_COLLECT_SETTINGS, type CollectSettings } from '../../../shared/model/collect-settings.ts'
import type { Origin, ReleaseFile } from '../../../shared/model/release.ts'
import { openReleaseStore, type ReleaseStore } from '../releases/release-store.ts'
import { takeRelease, type ReleaseSource } from './take-release.ts'

/** A folder of its own with an empty release store in it. */
export class TakeFixture {
  readonly folder = realpathSync(mkdtempSync(join(tmpdir(), 'take-')))
  readonly store: ReleaseStore = openReleaseStore(join(this.folder, 'store'))
  readonly abort = new AbortController()
  /** Steps that the work told of, each once. */
  readonly steps = new Set<string>()

  /** Lays files out below the folder and gives the path of their top. */
  lay(top: string, files: Readonly<Record<string, string | Uint8Array>>): string {
    for (const [name, content] of Object.entries(files)) {
      const path = join(this.folder, top, name)
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, content)
    }
    return join(this.folder, top)
  }

  /** The source of a release of one source folder. */
  preview(path: string, settings: Partial<CollectSettings> = {}, keepGoing = false): ReleaseSource {
    const request = {
      settings: { ...DEFAULT_COLLECT_SETTINGS, ...settings },
      sources: [{ kind: 'directory', path, prefix: '' } as const],
      staticRoot: null,
    }
    return { kind: 'preview', request, origin: origin('folders'), card: null, keepGoing, remarks: [] }
  }

  take(source: ReleaseSource, name: string) {
    return takeRelease(source, { name, note: '', labels: [] }, this.store, {
      signal: this.abort.signal,
      report: ({ step }) => this.steps.add(step),
      facts: null,
      workers: 0,
    })
  }

  files(name: string): readonly ReleaseFile[] {
    return [...this.store.filesOf(name)].flat()
  }

  /** The text of a content of a release. */
  async text(name: string, file: string, side: 'source' | 'output' | 'plain'): Promise<string | null> {
    const content = this.store.fileOf(name, file)?.[side] ?? null
    return content === null ? null : Buffer.from(await this.store.contentOf(content.hash)).toString()
  }

  close(): void {
    this.store.close()
    rmSync(this.folder, { recursive: true })
  }
}

export function origin(kind: Origin['kind']): Origin {
  return { kind, display: 'shop', commit: null }
}

type TarEntry = {
  readonly name: string | Uint8Array
  readonly bytes?: Uint8Array | string
  /** Type flag: `0` file, `1` hard link, `2` symbolic link, `3` character device, `5` folder, `6` pipe. */
  readonly type?: string
  readonly link?: string
  /** Another size than that of the bytes. */
  readonly size?: number
}

/** A tar archive by hand (POSIX ustar), so that its headers may hold what no program would write. */
export function tarOf(entries: readonly TarEntry[]): Buffer {
  const pieces = entries.map(({ name, bytes = '', type = '0', link = '', size }) => {
    const content = Buffer.from(bytes)
    const header = Buffer.alloc(512)
    Buffer.from(name).copy(header, 0)
    header.write('0000644\x000000000\x000000000\x00', 100)
    header.write(`${(size ?? content.length).toString(8).padStart(11, '0')}\0`, 124)
    header.write('00000000000\0        ', 136)
    header.write(type, 156)
    header.write(link, 157)
    header.write('ustar\x0000', 257)
    const sum = header.reduce((total, byte) => total + byte, 0)
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
    return Buffer.concat([header, content, Buffer.alloc((512 - (content.length % 512)) % 512)])
  })
  return Buffer.concat([...pieces, Buffer.alloc(1024)])
}

type ZipEntry = {
  readonly name: string | Uint8Array
  readonly bytes?: Uint8Array | string
  /** Unix mode with its kind. */
  readonly mode?: number
  /** Another uncompressed size than that of the bytes. */
  readonly size?: number
  /** Another checksum than that of the bytes. */
  readonly crc?: number
  /** General purpose bit flag; bit 0 is "encrypted". */
  readonly flag?: number
}

/** A zip archive by hand (PKWARE's APPNOTE), so that its directory may hold what no program would write. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, bytes = '', mode = 0o100644, size, crc, flag = 0x800 } of entries) {
    const raw = Buffer.from(name)
    const content = Buffer.from(bytes)
    const packed = deflateRawSync(content)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(flag, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc ?? crc32(content), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(size ?? content.length, 18)
    common.writeUInt16LE(raw.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, raw, packed])
    const central = Buffer.alloc(14)
    central.writeUInt32LE((mode << 16) >>> 0, 6)
    central.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 3]), common, central, raw]))
    files.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(18)
  end.writeUInt16LE(entries.length, 4)
  end.writeUInt16LE(entries.length, 6)
  end.writeUInt32LE(central.length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...files, central, Buffer.from('PK\x05\x06'), end])
}
