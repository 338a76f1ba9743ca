import { isJsonObject, type Json, type JsonObject } from './ordered-json.ts'

/** A vector file does not follow its format; the message says where. */
export class VectorFormatError extends Error {}

/** The object itself. @throws VectorFormatError when it is anything else; `what` names it. */
export function readObject(value: Json | undefined, what: string): JsonObject {
  if (isJsonObject(value)) return value
  throw new VectorFormatError(`${what} is not an object`)
}

/** The list itself. @throws VectorFormatError when it is anything else; `what` names it. */
export function readList(value: Json | undefined, what: string): readonly Json[] {
  if (Array.isArray(value)) return value as readonly Json[]
  throw new VectorFormatError(`${what} is not a list`)
}

/** The text at a key, or `fallback` when the key is absent. @throws VectorFormatError when there is neither. */
export function readText(object: JsonObject, key: string, fallback?: string): string {
  const value = object.get(key) ?? fallback
  if (typeof value === 'string') return value
  throw new VectorFormatError(`${key} is not a text`)
}

/** The boolean at a key, or `fallback` when the key is absent. @throws VectorFormatError when it is something else. */
export function readFlag(object: JsonObject, key: string, fallback: boolean): boolean {
  const value = object.get(key) ?? fallback
  if (typeof value === 'boolean') return value
  throw new VectorFormatError(`${key} is not true or false`)
}

/** The number at a key, or `fallback` when the key is absent. @throws VectorFormatError when it is something else. */
export function readNumber(object: JsonObject, key: string, fallback: number): number {
  const value = object.get(key) ?? fallback
  if (typeof value === 'number') return value
  throw new VectorFormatError(`${key} is not a number`)
}

/** The texts at a key; an absent key is an empty list. @throws VectorFormatError when an item is no text. */
export function readTexts(object: JsonObject, key: string, fallback: readonly string[] = []): readonly string[] {
  if (!object.has(key)) return fallback
  return readList(object.get(key), key).map((item) => {
    if (typeof item === 'string') return item
    throw new VectorFormatError(`${key} holds something else than texts`)
  })
}

/** The object at a key; an absent key is an empty one. @throws VectorFormatError when it is something else. */
export function readMembers(object: JsonObject, key: string): JsonObject {
  return object.has(key) ? readObject(object.get(key), key) : new Map()
}
