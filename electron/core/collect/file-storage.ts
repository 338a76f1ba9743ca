import {
  absPath,
  baseName,
  joinPath,
  purePathParts,
  relPath,
  splitExt,
  splitPath,
  suffixesOf,
} from '../python/posix-path.ts'
import { PythonError } from '../python/python-error.ts'
import { filePathToUri, urlJoin } from '../python/urls.ts'
import type { FileContent } from '../files/file-content.ts'
import type { DiskFolder, VirtualDisk } from '../files/virtual-disk.ts'
import type { Nanoseconds } from '../files/virtual-nodes.ts'
import { isPlainName } from './plain-name.ts'
import type { Rules } from './rules.ts'
import { FILE_MODE } from './storage-traits.ts'

/** What a random suffix is made of; Django takes 7 random characters. */
export type RandomSuffix = () => string

/** A plain name in parts. */
type Place = { readonly name: string; readonly folder: string; readonly base: string }

/** A last part of so many characters has at most 255 bytes, whatever they are. */
const SHORT_NAME = 63

/**
 * Django's FileSystemStorage (django/core/files/storage) over a virtual disk, with StaticFilesStorage's `url`.
 * Names are relative to `location`, `/` between parts.
 */
export class FileStorage {
  readonly disk: VirtualDisk
  readonly rules: Rules
  /** Absolute, normalised. */
  readonly location: string
  /** Ends in a slash (`base_url`). */
  readonly baseUrl: string
  readonly #randomSuffix: RandomSuffix
  /** Permissions of what is saved; null: as the umask has it. */
  readonly #fileMode: number | null
  #lastPlace: Place | null = null
  #lastFolder: { readonly name: string; readonly found: DiskFolder; readonly generation: number } | null = null

  constructor(
    disk: VirtualDisk,
    rules: Rules,
    location: string,
    baseUrl: string,
    randomSuffix: RandomSuffix,
    fileMode: number | null = FILE_MODE,
  ) {
    this.disk = disk
    this.rules = rules
    this.location = absPath('/', location)
    this.baseUrl = baseUrl.endsWith('/') ? baseUrl : `${baseUrl}/`
    this.#randomSuffix = randomSuffix
    this.#fileMode = fileMode
  }

  /** `path(name)` = safe_join. @throws PythonError SuspiciousFileOperation when the name leads out of the location */
  path(name: string): string {
    return safeJoin(this.location, name)
  }

  /** `exists`: follows links in 3.2 only (#28154). */
  exists(name: string): boolean {
    const place = this.#placeOf(name)
    if (place !== null) {
      const folder = this.#folderOf(place)
      const kind = folder === null ? null : this.disk.kindIn(folder, place.base)
      if (kind !== 'link') return kind !== null
    }
    const path = this.path(name)
    return this.rules.existsFollowsLinks ? this.disk.exists(path) : this.disk.lexists(path)
  }

  /** `open(name)`. @throws PythonError OSError family */
  open(name: string): FileContent {
    const place = this.#placeOf(name)
    const folder = place === null ? null : this.#folderOf(place)
    const content = place === null || folder === null ? null : this.disk.contentIn(folder, place.base)
    if (content !== null) return content
    return this.disk.open(this.path(name))
  }

  /** `get_modified_time`, whole seconds as the command compares them (#14665, #19540). */
  modifiedSecond(name: string): number {
    return wholeSecond(this.disk.modifiedTime(this.path(name)))
  }

  /** `listdir`. @throws PythonError OSError family */
  list(name: string): { readonly folders: readonly string[]; readonly files: readonly string[] } {
    const folders: string[] = []
    const files: string[] = []
    for (const entry of this.disk.scan(this.path(name))) (entry.isFolder() ? folders : files).push(entry.name)
    return { folders, files }
  }

  /** `delete`: a folder is removed if it is empty; a missing file is no error. @throws PythonError OSError family */
  delete(name: string): void {
    const path = this.path(name)
    try {
      if (this.disk.isFolder(path)) this.disk.removeFolder(path)
      else this.disk.unlink(path)
    } catch (error) {
      if (!(error instanceof PythonError) || error.type !== 'FileNotFoundError') throw error
    }
  }

  /**
   * `save`: finds a free name, then saves; gives the name that it got.
   * @param isFree the caller has just asked for the name and it was not there
   */
  save(name: string, content: FileContent, isFree = false): string {
    if (isFree && isPlainName(name)) return this.saveAs(name, content)
    if (this.rules.validatesNameFirst) validateFileName(name, true)
    const available = this.availableName(name)
    if (this.rules.validatesNameFirst) validateFileName(available, true)
    const saved = this.saveAs(available, content)
    validateFileName(saved, true)
    return saved
  }

  /**
   * `_save`: exclusive creation; a name that is taken meanwhile gets a random suffix.
   * @throws PythonError NeverEnds where Django would try the same name for ever (3.2, broken link)
   */
  saveAs(name: string, content: FileContent): string {
    const place = this.#placeOf(name)
    const known = place === null ? null : this.#folderOf(place)
    if (place !== null && known !== null && this.disk.createIn(known, place.base, content, this.#fileMode)) return name
    let wanted = name
    let path = this.path(wanted)
    const folder = path.slice(0, path.lastIndexOf('/')) || '/'
    try {
      this.disk.makeFolders(folder)
    } catch (error) {
      if (error instanceof PythonError && error.type === 'FileExistsError')
        throw new PythonError('FileExistsError', `${folder} exists and is not a directory.`)
      throw error
    }
    for (;;) {
      try {
        this.disk.create(path, content, this.#fileMode)
        break
      } catch (error) {
        if (!(error instanceof PythonError) || error.type !== 'FileExistsError') throw error
        const other = this.availableName(wanted)
        if (other === wanted.replaceAll('\\', '/') && this.path(other) === path)
          throw new PythonError('NeverEnds', `Django would try to create '${path}' again and again, without end.`)
        wanted = other
        path = this.path(wanted)
      }
    }
    return cleanPath(
      path.startsWith(`${this.location}/`) ? path.slice(this.location.length + 1) : relPath(path, this.location),
    )
  }

  /** `get_available_name`. @throws PythonError SuspiciousFileOperation */
  availableName(name: string): string {
    let available = cleanPath(name)
    const [folder, fileName] = splitPath(available)
    if (folder.includes('..') && purePathParts(folder).includes('..'))
      throw suspicious(`Detected path traversal attempt in '${folder}'`)
    validateFileName(fileName, false)
    if (!this.exists(available)) return available
    const extension = this.rules.keepsAllSuffixes ? suffixesOf(fileName).join('') : splitExt(fileName)[1]
    const root = extension === '' ? fileName : fileName.slice(0, -extension.length)
    while (this.exists(available)) available = joinPath(folder, `${root}_${this.#randomSuffix()}${extension}`)
    return available
  }

  /**
   * Folder and last part of a plain name; null for names that need the long way. The same name is asked for several
   * times in a row, and files come folder by folder: the last of each is kept.
   */
  #placeOf(name: string): Place | null {
    if (this.#lastPlace?.name === name) return this.#lastPlace
    if (!isPlainName(name)) return null
    const slash = name.lastIndexOf('/')
    const base = name.slice(slash + 1)
    if (base.length > SHORT_NAME) return null
    this.#lastPlace = { name, folder: slash === -1 ? '' : name.slice(0, slash), base }
    return this.#lastPlace
  }

  #folderOf({ folder }: Place): DiskFolder | null {
    const last = this.#lastFolder
    if (last !== null && last.name === folder && last.generation === this.disk.generation) return last.found
    const found = this.disk.folder(
      folder === '' ? this.location : `${this.location === '/' ? '' : this.location}/${folder}`,
    )
    this.#lastFolder = found === null ? null : { name: folder, found, generation: this.disk.generation }
    return found
  }

  /** FileSystemStorage.url: STATIC_URL joined with the quoted name. @throws PythonError UnicodeEncodeError */
  url(name: string): string {
    return urlJoin(this.baseUrl, filePathToUri(name).replace(/^\/+/, ''))
  }
}

/** django.utils._os.safe_join. @throws PythonError SuspiciousFileOperation */
export function safeJoin(base: string, name: string): string {
  // Most names are plain: nothing to normalise.
  if (isPlain(name)) return base === '/' ? `/${name}` : `${base}/${name}`
  const final = absPath('/', joinPath(base, name))
  if (base !== '/' && final !== base && !final.startsWith(`${base}/`))
    throw suspicious(`The joined path (${final}) is located outside of the base path component (${base})`)
  return final
}

/** Nothing to normalise: no empty part and none that starts with a dot. */
function isPlain(name: string): boolean {
  return (
    name !== '' &&
    !name.startsWith('/') &&
    !name.startsWith('.') &&
    !name.includes('//') &&
    !name.includes('/.') &&
    !name.endsWith('/')
  )
}

/** django.core.files.utils.validate_file_name. @throws PythonError SuspiciousFileOperation */
export function validateFileName(name: string, allowRelativePath: boolean): void {
  const base = baseName(name)
  if (base === '' || base === '.' || base === '..') throw suspicious(`Could not derive file name from '${name}'`)
  if (allowRelativePath) {
    if (
      name.startsWith('/') ||
      name.startsWith('\\') ||
      (name.includes('..') && purePathParts(cleanPath(name)).includes('..'))
    )
      throw suspicious(`Detected path traversal attempt in '${name}'`)
  } else if (name !== base) throw suspicious(`File name '${name}' includes path elements`)
}

function cleanPath(path: string): string {
  return path.includes('\\') ? path.replaceAll('\\', '/') : path
}

function suspicious(message: string): PythonError {
  return new PythonError('SuspiciousFileOperation', message)
}

/**
 * Seconds of `datetime.fromtimestamp(os.path.getmtime(path)).replace(microsecond=0)`: Python makes a float of the
 * nanoseconds and rounds it half to even to microseconds, so the last 500 ns of a second already belong to the next.
 */
export function wholeSecond(time: Nanoseconds): number {
  const seconds = Number(time / 1_000_000_000n) + 1e-9 * Number(time % 1_000_000_000n)
  const whole = Math.floor(seconds)
  const micro = (seconds - whole) * 1e6
  return roundHalfEven(micro) >= 1e6 ? whole + 1 : whole
}

function roundHalfEven(value: number): number {
  const floor = Math.floor(value)
  const rest = value - floor
  if (rest !== 0.5) return Math.round(value)
  return floor % 2 === 0 ? floor : floor + 1
}
