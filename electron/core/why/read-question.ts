import { homedir } from 'node:os'
import { normPath } from '../python/posix-path.ts'

/** What a person may have meant: logical names, and absolute paths on this disk; the likelier first. */
export type Question = {
  /** `isUrl`: a host, STATIC_URL or a query was taken off. */
  readonly names: readonly { readonly name: string; readonly isUrl: boolean }[]
  readonly paths: readonly string[]
}

/** Where a project is, for paths that are written relative to something. All absolute. */
export type Surroundings = {
  /** STATIC_URL as the project has it, script prefix included. */
  readonly staticUrl: string
  /** Folders that a path may begin with the last parts of: finders' folders, STATIC_ROOT. */
  readonly folders: readonly string[]
  readonly projectFolder: string | null
}

const STATIC_TAG = /\{%-?\s*static\s+(['"])(.*?)\1/
const CSS_URL = /^url\(\s*['"]?(.*?)['"]?\s*\)$/s

/**
 * Reads what was typed or pasted: a logical or hashed name, a URL with or without host, STATIC_URL, query and fragment,
 * a path (absolute, from the home folder, of the project, with backslashes, percent-encoded), a `{% static %}` tag or a
 * `url()`. Nothing is looked up.
 */
export function readQuestion(text: string, surroundings: Surroundings): Question {
  const asked = unwrap(text)
  const spellings = [...new Set(spellingsOf(asked))]
  const names = new Map<string, boolean>()
  for (const spelling of spellings)
    for (const { name, isUrl } of namesIn(spelling, surroundings.staticUrl))
      if (name !== '' && name !== '.' && !names.has(name)) names.set(name, isUrl)
  return {
    names: [...names].map(([name, isUrl]) => ({ name, isUrl })),
    paths: [...new Set(spellings.flatMap((spelling) => pathsIn(spelling, surroundings)))],
  }
}

function unwrap(text: string): string {
  const trimmed = text.trim()
  const inner = STATIC_TAG.exec(trimmed)?.[2] ?? CSS_URL.exec(trimmed)?.[1] ?? trimmed
  return inner.replace(/^(['"`])(.*)\1$/s, '$2').trim()
}

/** As written, without query and fragment, with slashes for backslashes, percent-decoded. Odd names may be meant literally. */
function spellingsOf(text: string): string[] {
  const bare = text.replace(/[?#].*$/s, '')
  const slashed = bare.replaceAll('\\', '/')
  return [text, bare, slashed, decoded(bare), decoded(slashed)]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\/|^\/\//i

function* namesIn(text: string, staticUrl: string): Generator<{ name: string; isUrl: boolean }> {
  const base = staticUrl.endsWith('/') ? staticUrl : `${staticUrl}/`
  const basePath = base.replace(/^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/]*/i, '')
  if (text.startsWith(base)) yield { name: tidy(text.slice(base.length)), isUrl: true }
  const isUrl = SCHEME.test(text)
  const path = isUrl ? text.replace(/^(?:[a-z][a-z0-9+.-]*:)?\/\/[^/]*/i, '') : text
  if (!isUrl) yield { name: tidy(text), isUrl: false }
  // Behind a server that adds a path of its own, STATIC_URL stands further inside.
  const inside = `/${path}`.indexOf(basePath)
  if (basePath !== '/' && inside >= 0) yield { name: tidy(`/${path}`.slice(inside + basePath.length)), isUrl: true }
  if (isUrl) yield { name: tidy(path), isUrl: true }
  if (path.startsWith('static/')) yield { name: tidy(path.slice('static/'.length)), isUrl: true }
}

/** A logical name has no slash at its start or end, and no `.` or `..` parts. */
function tidy(name: string): string {
  return normPath(name.replace(/^\/+|\/+$/g, ''))
}

function pathsIn(text: string, { folders, projectFolder }: Surroundings): string[] {
  if (text === '') return []
  if (text.startsWith('file://')) return [normPath(decoded(text.replace(/^file:\/\/[^/]*/, '')))]
  if (SCHEME.test(text)) return []
  if (text.startsWith('~/')) return [normPath(`${homedir()}/${text.slice(2)}`)]
  if (text.startsWith('/')) return [normPath(text)]
  const relative = normPath(text)
  if (relative === '.' || relative.startsWith('..')) return []
  const parts = relative.split('/')
  const below = folders.flatMap((folder) => joinOverlapping(folder, parts))
  return projectFolder === null ? below : [...below, `${projectFolder}/${relative}`]
}

/** `/p/shop/static` and `shop/static/a.css` make `/p/shop/static/a.css`: the folder's last parts are the path's first. */
function joinOverlapping(folder: string, parts: readonly string[]): string[] {
  const joined: string[] = []
  for (let count = 1; count <= parts.length; count++)
    if (folder.endsWith(`/${parts.slice(0, count).join('/')}`)) joined.push([folder, ...parts.slice(count)].join('/'))
  return joined
}
