import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A file for a test: its text or bytes, or where it links to. `mtime` in seconds since 1970. */
export type LaidFile =
  | string
  | Uint8Array
  | { readonly link: string }
  | { readonly text: string; readonly mtime: number }

/** For tests: a new folder with these files, removed by `Symbol.dispose` (`using folder = layFiles({…})`). */
export function layFiles(files: Readonly<Record<string, LaidFile>>): {
  readonly path: string
  [Symbol.dispose](): void
} {
  const path = mkdtempSync(join(tmpdir(), 'staticscope-test-'))
  for (const [name, file] of Object.entries(files)) layFile(join(path, name), file)
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) }
}

/** For tests: one file, with the folders above it. */
export function layFile(path: string, file: LaidFile): void {
  mkdirSync(dirname(path), { recursive: true })
  if (typeof file === 'string' || file instanceof Uint8Array) return writeFileSync(path, file)
  if ('link' in file) return symlinkSync(file.link, path)
  writeFileSync(path, file.text)
  utimesSync(path, file.mtime, file.mtime)
}
