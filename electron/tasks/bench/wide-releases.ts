import { hash as digest } from 'node:crypto'
import type { ReleaseFile, ReleaseReference } from '../../../shared/model/release.ts'
import { openReleaseStore, type Take } from '../../core/releases/release-store.ts'
import { madeUpHead } from './made-up-head.ts'

/** The names of the two releases, the older first. */
export const WIDE = ['wide 1', 'wide 2'] as const

/** Files of one folder: a style sheet, three scripts, and pictures that the style sheet refers to. */
const IN_FOLDER = 20
const SCRIPTS = 3
/** Pictures are some of so many, so that a store is not filled with what nobody looks at. */
const DESIGNS = 64
/** Pictures that one style sheet refers to, besides the one that all refer to. */
const REFERRED = 4
const LOGO = 'img/logo.svg'

type Made = { readonly name: string; readonly text: string; readonly references: readonly Made[] }

/**
 * Keeps two made-up releases of so many files each in a new store, with their contents: a quarter of the pictures and
 * scripts is edited in the newer one, every style sheet ripples because of a picture that all refer to, and some files
 * come, go and move.
 * @param folder of the store
 */
export async function keepWideReleases(folder: string, files: number): Promise<void> {
  const store = openReleaseStore(folder)
  try {
    for (const [newer, name] of WIDE.entries()) {
      const take = await store.begin(name)
      try {
        const kept: ReleaseFile[] = []
        for (const made of makeFiles(files, newer)) kept.push(await keepFile(made, take))
        await take.save(madeUpHead(name), kept, new AbortController().signal)
      } finally {
        await take.end()
      }
    }
  } finally {
    store.close()
  }
}

/** @param newer 0 for the older release, 1 for the newer one */
function* makeFiles(files: number, newer: number): Generator<Made> {
  const logo = { name: LOGO, text: picture(newer), references: [] }
  yield logo
  for (let folder = 0, left = files - 1; left > 0; folder++, left -= IN_FOLDER) {
    const place = `app${folder % 50}/part-${Math.floor(folder / 50)}`
    const pictures = Array.from({ length: Math.min(left, IN_FOLDER) - 1 - SCRIPTS }, (_, at): Made => {
      const number = folder * IN_FOLDER + at
      // One in a hundred has another name in the newer release, and one in a hundred other ones is new.
      const name =
        number % 100 === 7 ? `moved-${newer}-${at}` : number % 100 === 13 ? `new-${newer}-${at}` : `icon-${at}`
      const design = number % 100 === 13 ? number + newer : number + (number % 4 === 0 ? newer : 0)
      return { name: `${place}/img/${name}.svg`, text: picture(design), references: [] }
    })
    yield* pictures
    const referred = [logo, ...pictures.filter(({ name }) => name.includes('icon-')).slice(0, REFERRED)]
    yield { name: `${place}/css/part.css`, text: `.part-${folder} { color: #345678 }\n`, references: referred }
    for (let at = 0; at < SCRIPTS; at++) {
      const edit = (folder + at) % 4 === 0 ? newer : 0
      const lines = Array.from(
        { length: 30 },
        (_, line) => `export const value${line} = ${folder * 97 + at * 31 + line}`,
      )
      const text = `${lines.join('\n')}\nexport const edit = ${edit}\n`
      yield { name: `${place}/js/script-${at}.js`, text, references: [] }
    }
  }
}

function picture(design: number): string {
  const at = design % DESIGNS
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><circle cx="${at}" cy="${63 - at}" r="${at + 1}"/></svg>\n`
}

/** Keeps both contents of a file as Django would write them. */
async function keepFile({ name, text, references }: Made, { contents }: Take): Promise<ReleaseFile> {
  const write = (urlOf: (made: Made) => string) =>
    text + references.map((made, at) => `.i${at} { background: url("/static/${urlOf(made)}") }\n`).join('')
  const source = await contents.put(Buffer.from(write((made) => made.name)))
  const written = write(hashedName)
  const output = references.length === 0 ? source : await contents.put(Buffer.from(written))
  return {
    name,
    hashedName: withHash(name, written),
    source,
    output,
    plain: source,
    isRecovered: false,
    provider: null,
    references: references.map((made) => placeOf(made, written)),
    compressed: [],
  }
}

function placeOf(made: Made, written: string): ReleaseReference {
  const url = hashedName(made)
  const at = written.indexOf(url)
  return { target: made.name, written: url, range: [at, at + url.length], fromSource: false }
}

/** Of a file without references of its own. */
function hashedName({ name, text }: Made): string {
  return withHash(name, text)
}

function withHash(name: string, output: string): string {
  const dot = name.lastIndexOf('.')
  return `${name.slice(0, dot)}.${digest('md5', output).slice(0, 12)}${name.slice(dot)}`
}
