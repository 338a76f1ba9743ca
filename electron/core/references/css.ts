import { TokenType } from '@csstools/css-tokenizer'
import type { BrowserReading, FoundReference, ReferenceKind } from '../../../shared/model/reference.ts'
import { ALWAYS, type Circumstance, narrowed, narrowedBy } from './circumstance.ts'
import { type Block, type Closings, pairBrackets, type Prelude, readBlock, readPrelude } from './css-blocks.ts'
import { imageSlot, takesUrl } from './css-properties.ts'
import { CONDITIONAL_BLOCKS, DECLARATION_BLOCKS, isKnownRule, TRANSPARENT_BLOCKS } from './css-rules.ts'
import { stateOf } from './css-selectors.ts'
import { sourceMapsIn } from './css-source-maps.ts'
import { SheetTokens } from './css-tokens.ts'
import { urlsIn, type UrlInValue } from './css-values.ts'
import { neverAsked } from './never-asked.ts'
import { NOTHING_READ } from './pack-reading.ts'
import { type FoundAt, placesOf } from './places.ts'
import { lastSourceMap } from './source-map-comment.ts'

/** Without any of these, and without escapes that could write them, a sheet names no file and need not be parsed. */
const MAY_REFER = /url\(|src\(|image-set\(|@import|@namespace|sourceMappingURL|\\/i
/** Blocks within blocks that are followed: nobody writes that many, but a hostile file may. */
const DEEPEST = 256
/** Formats of fonts that browsers have stopped to know, or never knew (CSS Fonts Level 4, section 11.1). */
const DEAD_FORMATS = /^(?:embedded-opentype|svg)$/i

/**
 * The references of a style sheet as a browser reads them, by the tokens of CSS Syntax Level 3. Broken CSS is read as
 * browsers do, which drop the declaration or rule and go on.
 * @param text the whole sheet; a byte order mark at its start counts as one unit
 */
export function readCss(text: string): BrowserReading {
  if (!MAY_REFER.test(text)) return NOTHING_READ
  const shift = text.startsWith('\uFEFF') ? 1 : 0
  const found = new SheetReader(text.slice(shift)).read()
  const places = placesOf(text)
  const references = found
    .toSorted((one, other) => one.offset - other.offset)
    .map((reference): FoundReference => {
      const offset = reference.offset + shift
      return { ...reference, offset, ...places(offset) }
    })
  return { references, unreadable: null, documentBase: null, importMap: null }
}

/** The declarations of a `style` attribute, with offsets within its text. */
export function readDeclarations(text: string): FoundAt[] {
  return new SheetReader(text).readAttribute()
}

class SheetReader {
  readonly #text: string
  readonly #tokens: SheetTokens
  readonly #closings: Closings
  readonly #found: FoundAt[] = []
  #importsAreOver = false
  #hasImports = false
  #depth = 0

  constructor(text: string) {
    this.#text = text
    this.#tokens = new SheetTokens(text)
    this.#closings = pairBrackets(this.#tokens)
  }

  read(): FoundAt[] {
    this.#rules({ from: 0, to: this.#tokens.length }, ALWAYS, true)
    return [...this.#found, ...lastSourceMap(sourceMapsIn(this.#text, this.#tokens))]
  }

  readAttribute(): FoundAt[] {
    this.#declarations({ from: 0, to: this.#tokens.length }, ALWAYS, null)
    return this.#found
  }

  /** Rules one after the other; `block` is the range of their tokens. */
  #rules(block: Block, when: Circumstance, isTop: boolean): void {
    let at = block.from
    while (at < block.to) {
      const type = this.#tokens.typeAt(at)
      if (isBetween(type) || (type === TokenType.Semicolon && !isTop)) {
        at += 1
        continue
      }
      const isAtRule = type === TokenType.AtKeyword
      let prelude = readPrelude(this.#tokens, this.#closings, at, block.to)
      // Outside of blocks a semicolon is part of the selectors, and makes them invalid (CSS Syntax Level 3, 5.4.3).
      while (isTop && !isAtRule && prelude.endsWith === ';')
        prelude = { ...readPrelude(this.#tokens, this.#closings, prelude.to + 1, block.to), from: at, isBroken: true }
      const inner = prelude.endsWith === '{' ? readBlock(this.#closings, prelude.to, block.to) : null
      if (isAtRule)
        this.#atRule(this.#tokens.valueAt(at).toLowerCase(), { from: at + 1, to: prelude.to }, inner, when, isTop)
      else {
        if (isTop && !prelude.isBroken) this.#importsAreOver = true
        if (inner !== null) this.#styleRule(prelude, inner, when)
      }
      at = inner === null ? prelude.to + 1 : inner.to + 1
    }
  }

  #atRule(name: string, prelude: Block, inner: Block | null, when: Circumstance, isTop: boolean): void {
    if (name === 'import') {
      this.#import(prelude, when, isTop)
      return
    }
    // Statements of @layer may stand before all imports, and not between them (CSS Cascade Level 5, section 2).
    const isEarlyLayer = name === 'layer' && inner === null && !this.#hasImports
    if (isTop && isKnownRule(name) && !isEarlyLayer) this.#importsAreOver = true
    if (name === 'namespace') {
      for (const url of urlsIn(this.#tokens, prelude, true))
        this.#add(url, 'css-namespace', { request: 'never', condition: 'a namespace is a name and no address' })
      return
    }
    if (inner === null || !this.#tokens.bearUrls(inner)) return
    if (name === 'font-face') this.#fontFace(inner, when)
    else if (CONDITIONAL_BLOCKS.has(name))
      this.#declarations(inner, narrowed(when, `@${name} ${this.#textOf(prelude)}`.trim()), null)
    else if (TRANSPARENT_BLOCKS.has(name)) this.#declarations(inner, when, null)
    else if (/^(?:-webkit-)?keyframes$/.test(name))
      this.#rules(inner, narrowed(when, 'while the animation runs'), false)
    else if (Object.hasOwn(DECLARATION_BLOCKS, name))
      this.#declarations(inner, narrowedBy(when, DECLARATION_BLOCKS[name] ?? ALWAYS), null)
    else this.#declarations(inner, { request: 'never', condition: `browsers know no @${name} with images` }, null)
  }

  /** `@import` with a string, `url()` or `src()`; valid only before all other rules. */
  #import(prelude: Block, when: Circumstance, isTop: boolean): void {
    const [url] = urlsIn(this.#tokens, prelude, true)
    if (url === undefined) return
    if (!isTop || this.#importsAreOver)
      this.#add(url, 'css-import', { request: 'never', condition: 'an @import after other rules is dropped' })
    else {
      this.#hasImports = true
      const rest = this.#textOf({ from: url.tokenTo, to: prelude.to })
      const supports = /\bsupports\(/i.test(rest)
      this.#add(url, 'css-import', supports ? narrowed(when, `import ${rest}`) : { ...when, condition: rest || null })
    }
  }

  #styleRule(prelude: Prelude, inner: Block, when: Circumstance): void {
    // As it is with most rules.
    if (!this.#tokens.bearUrls(inner)) return
    if (prelude.isBroken) {
      this.#declarations(inner, { request: 'never', condition: 'the selectors are no valid CSS' }, null)
      return
    }
    const state = stateOf(this.#textOf(prelude))
    this.#declarations(inner, state === null ? when : narrowed(when, `while ${state}`), null)
  }

  /** Declarations and nested rules (CSS Syntax Level 3, "consume a block's contents"). */
  #declarations(block: Block, when: Circumstance, font: Declared[] | null): void {
    if (this.#depth === DEEPEST) return
    this.#depth += 1
    const all: Declared[] = font ?? []
    let at = block.from
    while (at < block.to) {
      const type = this.#tokens.typeAt(at)
      if (isBetween(type) || type === TokenType.Semicolon) {
        at += 1
        continue
      }
      const prelude = readPrelude(this.#tokens, this.#closings, at, block.to)
      const colon = type === TokenType.Ident ? this.#colonAfter(at, prelude.to) : null
      const property = colon === null ? '' : this.#tokens.valueAt(at)
      const isCustom = property.startsWith('--')
      if (colon !== null && (prelude.endsWith !== '{' || isCustom)) {
        const end = isCustom ? this.#endOfCustom(at, block.to) : prelude.to
        all.push({ property, value: { from: colon + 1, to: end }, isBroken: prelude.isBroken })
        at = end + 1
        continue
      }
      const inner = prelude.endsWith === '{' ? readBlock(this.#closings, prelude.to, block.to) : null
      if (type === TokenType.AtKeyword)
        this.#atRule(this.#tokens.valueAt(at).toLowerCase(), { from: at + 1, to: prelude.to }, inner, when, false)
      else if (inner !== null) this.#styleRule(prelude, inner, when)
      else
        for (const url of urlsIn(this.#tokens, { from: at, to: prelude.to }, false))
          this.#add(url, 'css-url', { request: 'never', condition: 'this is no valid declaration' })
      at = inner === null ? prelude.to + 1 : inner.to + 1
    }
    this.#depth -= 1
    if (font === null) this.#declared(all, when)
  }

  /** Declarations of one block. Of those for the same image one counts, if the browser understands it. */
  #declared(all: readonly Declared[], when: Circumstance): void {
    let winners: ReadonlyMap<string, Declared> | null = null
    for (const declared of all) {
      const urls = urlsIn(this.#tokens, declared.value, false)
      if (urls.length === 0) continue
      winners ??= this.#winnersOf(all)
      const slot = imageSlot(declared.property)
      const condition = `in browsers that do not understand another ${slot} of the same rule`
      this.#declaration(declared, urls, winners.get(slot) === declared ? when : narrowed(when, condition))
    }
  }

  /** The last declaration for each image; an important one before others (CSS Cascade Level 5, section 6.1). */
  #winnersOf(all: readonly Declared[]): ReadonlyMap<string, Declared> {
    const winners = new Map<string, Declared>()
    for (const declared of all) {
      const slot = imageSlot(declared.property)
      const known = winners.get(slot)
      if (known === undefined || !this.#isImportant(known.value) || this.#isImportant(declared.value))
        winners.set(slot, declared)
    }
    return winners
  }

  #isImportant({ from, to }: Block): boolean {
    let last = to - 1
    while (last > from && isBetween(this.#tokens.typeAt(last))) last -= 1
    return this.#tokens.typeAt(last) === TokenType.Ident && this.#tokens.valueAt(last).toLowerCase() === 'important'
  }

  #declaration({ property, value, isBroken }: Declared, urls: readonly UrlInValue[], when: Circumstance): void {
    // A token that is broken makes the whole declaration invalid (CSS Syntax Level 3, 8.2 "any-value").
    if (isBroken || this.#tokens.areBroken(value)) {
      for (const url of urls)
        this.#add(url, kindOf(url), { request: 'never', condition: 'this is no valid declaration' })
      return
    }
    for (const url of urls) {
      if (property.startsWith('--'))
        this.#add(url, 'css-property', narrowed(when, `where var(${property}) is used`), 'user')
      else if (!takesUrl(property))
        this.#add(url, kindOf(url), { request: 'never', condition: `browsers take no URL in ${property}` })
      else if (url.within === 'image-set') this.#add(url, kindOf(url), narrowed(when, 'for screens of that density'))
      else if (url.within === 'cross-fade')
        this.#add(url, kindOf(url), narrowed(when, 'in browsers that know cross-fade()'))
      else if (/^offset(?:-path)?$/i.test(property))
        this.#add(url, kindOf(url), narrowed(when, 'in browsers that take paths from other files'))
      else if (url.within === 'src') this.#add(url, kindOf(url), narrowed(when, 'in browsers that know src()'))
      else this.#add(url, kindOf(url), when)
    }
  }

  /** The last `src` counts; in it the first source of a known format that can be had. */
  #fontFace(inner: Block, when: Circumstance): void {
    const declared: Declared[] = []
    this.#declarations(inner, when, declared)
    const sources = declared.filter(({ property }) => property.toLowerCase() === 'src')
    for (const [index, { value }] of sources.entries()) {
      let isFirst = true
      for (const url of urlsIn(this.#tokens, value, false)) {
        const format = this.#formatAfter(url, value.to)
        if (index < sources.length - 1)
          this.#add(url, 'css-font', { request: 'never', condition: 'a later src of the same rule counts' })
        else if (format !== null && DEAD_FORMATS.test(format))
          this.#add(url, 'css-font', { request: 'never', condition: `browsers know no format ${format}` })
        else {
          const what = isFirst ? 'when text is shown in this font' : 'when no source before it can be used'
          this.#add(url, 'css-font', narrowed(when, what))
          isFirst = false
        }
      }
    }
    this.#declared(
      declared.filter(({ property }) => property.toLowerCase() !== 'src'),
      when,
    )
  }

  #formatAfter(url: UrlInValue, to: number): string | null {
    const rest = this.#textOf({ from: url.tokenTo, to })
    return /^\s*format\(\s*["']?([\w-]+)/i.exec(rest)?.[1] ?? null
  }

  #colonAfter(ident: number, to: number): number | null {
    let at = ident + 1
    while (at < to && isBetween(this.#tokens.typeAt(at))) at += 1
    return at < to && this.#tokens.typeAt(at) === TokenType.Colon ? at : null
  }

  /** A custom property may hold whole blocks: its value ends at a semicolon outside of them. */
  #endOfCustom(from: number, to: number): number {
    let at = from
    while (at < to) {
      const prelude = readPrelude(this.#tokens, this.#closings, at, to)
      if (prelude.endsWith !== '{') return prelude.to
      at = readBlock(this.#closings, prelude.to, to).to + 1
    }
    return to
  }

  #textOf(range: Block): string {
    return this.#tokens.textOf(range).trim()
  }

  #add(url: UrlInValue, kind: ReferenceKind, when: Circumstance, base: FoundReference['base'] = 'file'): void {
    const { offset, text, value } = url
    this.#found.push({ kind, offset, text, url: value, base, ...(neverAsked(value) ?? when) })
  }
}

type Declared = { readonly property: string; readonly value: Block; readonly isBroken: boolean }

function kindOf({ within }: UrlInValue): ReferenceKind {
  return within === 'image-set' ? 'css-image-set' : within === 'src' ? 'css-src' : 'css-url'
}

function isBetween(type: TokenType | undefined): boolean {
  return type === TokenType.Whitespace || type === TokenType.Comment || type === TokenType.CDO || type === TokenType.CDC
}
