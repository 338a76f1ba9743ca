/** A parsed JSON value whose objects are Maps, so that keys keep their order and may be called anything. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject
export type JsonObject = ReadonlyMap<string, Json>

/**
 * Parses JSON and keeps the order of keys as written, which `JSON.parse` loses for keys such as `1`.
 * Of equal keys the last value counts, at the place of the first, as in Python.
 * @throws SyntaxError with the position when the text is not JSON.
 */
export function parseOrderedJson(text: string): Json {
  const reader = new JsonReader(text)
  const value = reader.readValue()
  reader.expectEnd()
  return value
}

/** True for a JSON object. */
export function isJsonObject(value: Json | undefined): value is JsonObject {
  return value instanceof Map
}

/** The text of a value; keys in their order, characters outside ASCII escaped, so that a terminal shows every difference. */
export function formatJson(value: Json | undefined): string {
  if (value === undefined) return '(absent)'
  if (Array.isArray(value)) return `[${value.map((item: Json) => formatJson(item)).join(', ')}]`
  if (isJsonObject(value))
    return `{${[...value].map(([key, item]) => `${quote(key)}: ${formatJson(item)}`).join(', ')}}`
  return typeof value === 'string' ? quote(value) : JSON.stringify(value)
}

function quote(text: string): string {
  return JSON.stringify(text).replace(
    /[^ -~]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

const STRING = /"(?:[^"\\\u0000-\u001f]|\\.)*"/y
const WORD = /true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const SPACE = /[ \t\r\n]*/y

class JsonReader {
  readonly #text: string
  #position = 0

  constructor(text: string) {
    this.#text = text
  }

  readValue(): Json {
    this.#take(SPACE)
    const character = this.#text[this.#position]
    if (character === '{') return this.#readObject()
    if (character === '[') return this.#readArray()
    if (character === '"') return this.#readString()
    return JSON.parse(this.#take(WORD)) as boolean | number | null
  }

  expectEnd(): void {
    this.#take(SPACE)
    if (this.#position < this.#text.length) this.#fail()
  }

  #readObject(): Json {
    const members = new Map<string, Json>()
    this.#readList('}', () => {
      this.#take(SPACE)
      const key = this.#readString()
      this.#take(SPACE)
      this.#expect(':')
      members.set(key, this.readValue())
    })
    return members
  }

  #readArray(): Json {
    const items: Json[] = []
    this.#readList(']', () => items.push(this.readValue()))
    return items
  }

  #readList(end: string, readItem: () => void): void {
    this.#position += 1
    this.#take(SPACE)
    if (this.#text[this.#position] === end) {
      this.#position += 1
      return
    }
    for (;;) {
      readItem()
      this.#take(SPACE)
      if (this.#text[this.#position] !== ',') break
      this.#position += 1
    }
    this.#expect(end)
  }

  #readString(): string {
    return JSON.parse(this.#take(STRING)) as string
  }

  #expect(character: string): void {
    if (this.#text[this.#position] !== character) this.#fail()
    this.#position += 1
  }

  #take(pattern: RegExp): string {
    pattern.lastIndex = this.#position
    const match = pattern.exec(this.#text)
    if (match === null) return this.#fail()
    this.#position += match[0].length
    return match[0]
  }

  #fail(): never {
    throw new SyntaxError(`This is not JSON at character ${this.#position}`)
  }
}
