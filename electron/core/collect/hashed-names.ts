import type { FileContent } from '../files/file-content.ts'
import { hashOfContent } from './name-hash.ts'
import { isOsError } from '../python/error-classes.ts'
import { joinPath, normPath, splitExt, splitPath } from '../python/posix-path.ts'
import { PythonError } from '../python/python-error.ts'
import { pythonStrip } from '../python/strings.ts'
import { unquote, urlDefrag, urlSplit, urlUnsplit } from '../python/urls.ts'
import { storageClassName, type DjangoSettings } from './collect-settings.ts'
import type { FileStorage } from './file-storage.ts'
import { isPlainName } from './plain-name.ts'

/** Table of a run or a manifest: cleaned logical name → hashed name. */
export type HashedFiles = ReadonlyMap<string, string>

/**
 * Names of HashedFilesMixin and ManifestFilesMixin (django/contrib/staticfiles/storage.py) over a file storage.
 */
export class HashedNames {
  readonly files: FileStorage
  readonly settings: DjangoSettings
  /** Hears each name that `hashed_name` gives; WhiteNoise keeps track of them. */
  onHashedName: ((name: string) => void) | null = null

  constructor(files: FileStorage, settings: DjangoSettings) {
    this.files = files
    this.settings = settings
  }

  /**
   * `hashed_name(name, content)`: the hash between root and extension of the unquoted, stripped path.
   * Without content the file that lies in the storage is hashed; a folder or unreadable path gives the name back.
   * @throws PythonError ValueError "could not be found", SuspiciousFileOperation
   */
  hashedName(name: string, content: FileContent | null): string {
    if (content !== null && isPlainName(name)) return this.#heard(plainWithHash(name, this.#hashOf(content)))
    const { python } = this.settings.rules
    const parsed = urlSplit(unquote(name), python)
    const cleanName = pythonStrip(parsed.path)
    let opened = content
    if (opened === null) {
      if (!this.files.exists(cleanName)) {
        if (this.settings.storage.traits.keepsMissing) return name
        throw this.#notFound(cleanName)
      }
      try {
        opened = this.files.open(cleanName)
      } catch (error) {
        if (error instanceof PythonError && isOsError(error)) return this.#heard(name)
        throw error
      }
    }
    let path = withHash(cleanName, this.#hashOf(opened))
    // Special casing for a @font-face hack, like url(myfont.eot?#iefix")
    if (name.includes('?#') && parsed.query === '') path += '?'
    return this.#heard(urlUnsplit({ ...parsed, path }, python))
  }

  /** `_stored_name(name, hashed_files)`: the name in this run's table, else the hash of what lies in the storage. */
  storedNameIn(name: string, hashedFiles: HashedFiles): string {
    const normal = normPath(name)
    return hashedFiles.get(cleanName(normal)) ?? cleanName(this.hashedName(normal, null))
  }

  /**
   * `_url(func, name, force)`: the URL of a name, unquoted; folders are not hashed.
   * @param storedName how a clean name gets its hash
   */
  urlOf(name: string, force: boolean, storedName: (cleanName: string) => string): string {
    const { python } = this.settings.rules
    let hashedName = name
    let fragment = ''
    if (!this.settings.debug || force) {
      const parts = urlDefrag(name, python)
      fragment = parts.fragment
      if (!urlSplit(parts.url, python).path.endsWith('/')) hashedName = storedName(parts.url)
    }
    let finalUrl = this.files.url(hashedName)
    const queryFragment = name.includes('?#')
    if (fragment !== '' || queryFragment) {
      const parts = urlSplit(finalUrl, python)
      finalUrl = urlUnsplit(
        {
          ...parts,
          fragment: fragment !== '' && parts.fragment === '' ? fragment : parts.fragment,
          path: queryFragment && parts.query === '' ? `${parts.path}?` : parts.path,
        },
        python,
      )
    }
    return unquote(finalUrl)
  }

  /** `stored_name(name)` of ManifestFilesMixin. @throws PythonError ValueError "Missing staticfiles manifest entry" */
  storedNameOf(name: string, lookUp: (name: string) => string | undefined): string {
    const { python } = this.settings.rules
    const parsed = urlSplit(unquote(name), python)
    const stripped = pythonStrip(parsed.path)
    let stored = lookUp(stripped)
    if (stored === undefined) {
      if (this.settings.storage.manifestStrict)
        throw new PythonError('ValueError', `Missing staticfiles manifest entry for '${stripped}'`)
      stored = cleanName(this.hashedName(name, null))
    }
    const path = name.includes('?#') && parsed.query === '' ? `${stored}?` : stored
    return urlUnsplit({ ...parsed, path }, python)
  }

  #hashOf(content: FileContent): string | null {
    return hashOfContent(content, this.settings.storage.traits.hash)
  }

  #heard(name: string): string {
    this.onHashedName?.(cleanName(name))
    return name
  }

  #notFound(name: string): PythonError {
    const storage = storageClassName(this.settings.storage)
    return new PythonError('ValueError', `The file '${name}' could not be found with <${storage} object at 0x<addr>>.`)
  }
}

/** Puts a hash between root and extension of the last part; without one the name stays as it is. */
export function withHash(name: string, hash: string | null): string {
  const [folder, fileName] = splitPath(name)
  const [root, extension] = splitExt(fileName)
  return joinPath(folder, `${root}${hash === null || hash === '' ? '' : `.${hash}`}${extension}`)
}

/** The same of a plain name, of which only the last dot counts. */
function plainWithHash(name: string, hash: string | null): string {
  const dot = name.lastIndexOf('.')
  if (hash === null || hash === '' || dot < name.lastIndexOf('/')) return withHash(name, hash)
  return dot === -1 ? `${name}.${hash}` : `${name.slice(0, dot)}.${hash}${name.slice(dot)}`
}

/** `clean_name`: forward slashes. */
export function cleanName(name: string): string {
  return name.includes('\\') ? name.replaceAll('\\', '/') : name
}
