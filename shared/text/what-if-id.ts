import { STORAGE_KINDS } from '../model/storage-kinds.ts'
import type { WhatIfChange } from '../model/what-if.ts'

/** A project and what is to be tried on it. */
export type WhatIfId = { readonly projectId: string; readonly change: WhatIfChange }

/** 0 to 1000. */
const PASSES = /^(?:0|[1-9]\d{0,2}|1000)$/
const VERSION = /^\d{1,3}\.\d{1,3}(?:\.\d{1,4})?$/

/**
 * The id of a what-if: the project's own id, and after a `~` what is changed, so that the address holds all of it.
 * Without a change it is the project's own id.
 */
export function whatIfIdOf(projectId: string, change: WhatIfChange): string {
  const { django, storage, jsModules, manifestStrict, maxPasses, keepOnlyHashed } = change
  const { ignore, defaultIgnore, clear, staticRoot, order } = change
  const flag = (value: boolean | undefined) => (value === undefined ? undefined : value ? '1' : '0')
  const pairs: readonly (readonly [string, string | undefined])[] = [
    ['django', django],
    ['storage', storage],
    ['modules', flag(jsModules)],
    ['strict', flag(manifestStrict)],
    ['passes', maxPasses?.toString()],
    ['only-hashed', flag(keepOnlyHashed)],
    // A pattern of its own says that there is none.
    ...(ignore?.length === 0 ? [''] : (ignore ?? [])).map(
      (pattern) => ['ignore', encodeURIComponent(pattern)] as const,
    ),
    ['default-ignore', flag(defaultIgnore)],
    ['clear', flag(clear)],
    ['root', staticRoot],
    ['order', order?.join('.')],
  ]
  const given = pairs.flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${value}`]))
  return given.length === 0 ? projectId : `${projectId}~${given.join('&')}`
}

/** Reads an id; null for one of a project itself. What it does not understand is left out. */
export function parseWhatIfId(id: string): WhatIfId | null {
  const at = id.indexOf('~')
  if (at < 0) return null
  const values = new Map<string, string[]>()
  for (const pair of id.slice(at + 1).split('&')) {
    const [key = '', value = ''] = pair.split('=', 2)
    values.set(key, [...(values.get(key) ?? []), decoded(value)])
  }
  const one = (key: string) => values.get(key)?.[0]
  const flag = (key: string) => (one(key) === '1' ? true : one(key) === '0' ? false : undefined)
  const root = one('root')
  const passes = one('passes')
  const django = one('django')
  const order = one('order')
  return {
    projectId: id.slice(0, at),
    change: withoutUndefined({
      django: django !== undefined && VERSION.test(django) ? django : undefined,
      storage: STORAGE_KINDS.find((kind) => kind === one('storage')),
      jsModules: flag('modules'),
      manifestStrict: flag('strict'),
      maxPasses: passes !== undefined && PASSES.test(passes) ? Number(passes) : undefined,
      keepOnlyHashed: flag('only-hashed'),
      ignore: values.get('ignore')?.filter((pattern) => pattern !== ''),
      defaultIgnore: flag('default-ignore'),
      clear: flag('clear'),
      staticRoot: root === 'clean' || root === 'configured' ? root : undefined,
      order: order === undefined ? undefined : indexesIn(order),
    }),
  }
}

/** The id of the project itself, of a what-if's id too. */
export function baseIdOf(id: string): string {
  const at = id.indexOf('~')
  return at < 0 ? id : id.slice(0, at)
}

function indexesIn(text: string): number[] {
  const indexes = text.split('.').flatMap((part) => (/^\d{1,4}$/.test(part) ? [Number(part)] : []))
  return [...new Set(indexes)]
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** A change whose absent parts are not there at all. */
export function withoutUndefined(change: {
  readonly [K in keyof WhatIfChange]?: WhatIfChange[K] | undefined
}): WhatIfChange {
  const { django, storage, jsModules, manifestStrict, maxPasses, keepOnlyHashed } = change
  const { ignore, defaultIgnore, clear, staticRoot, order } = change
  return {
    ...(django === undefined ? {} : { django }),
    ...(storage === undefined ? {} : { storage }),
    ...(jsModules === undefined ? {} : { jsModules }),
    ...(manifestStrict === undefined ? {} : { manifestStrict }),
    ...(maxPasses === undefined ? {} : { maxPasses }),
    ...(keepOnlyHashed === undefined ? {} : { keepOnlyHashed }),
    ...(ignore === undefined ? {} : { ignore }),
    ...(defaultIgnore === undefined ? {} : { defaultIgnore }),
    ...(clear === undefined ? {} : { clear }),
    ...(staticRoot === undefined ? {} : { staticRoot }),
    ...(order === undefined ? {} : { order }),
  }
}
