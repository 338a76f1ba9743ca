import { queryOf } from '../../../shared/analysis/query-of.ts'
import { type Answer, ask } from './ask.ts'
import type { RealWorld } from './real-world.ts'
import type { ReleaseSide } from '../../../shared/model/rollout.ts'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A file that a page leads to: how, its logical name, the query behind it, and the URL that is asked for. */
export type Asset = {
  readonly how: 'tag' | 'plain' | 'derived'
  readonly name: string
  readonly query: string
  readonly url: string
}

/** A page as it was sent, or the error that came instead. */
export type SentPage = { readonly status: number; readonly error: string | null; readonly assets: readonly Asset[] }

/** What a browser does with pages and style sheets of the site. */
export class Visitor {
  readonly #stored = new Map<string, { readonly name: string; readonly path: string }>()

  constructor(world: RealWorld) {
    for (const side of ['a', 'b'] as const)
      for (const [name, stored] of world.namesOf(side))
        this.#stored.set(stored, { name, path: join(world.places.pristine(side), stored) })
  }

  /** Opens a page. @param socket of a process */
  async open(socket: string, template: string): Promise<{ readonly answer: Answer; readonly page: SentPage }> {
    const answer = await ask(socket, `/${template}`)
    return { answer, page: { status: answer.status, error: answer.error, assets: this.#assetsOf(answer.body) } }
  }

  /** What a page names, and what the style sheets that it names name in turn. */
  #assetsOf(html: string): Asset[] {
    const own = [...html.matchAll(/data-how="(tag|plain)" data-name="([^"]+)" href="([^"]+)"/g)].map(
      ([, how, name = '', url = '']): Asset => ({
        how: how === 'tag' ? 'tag' : 'plain',
        name,
        query: queryOf(url),
        url,
      }),
    )
    const tags = new Set(own.filter(({ how }) => how === 'tag').map(({ name }) => name))
    const derived = new Map<string, Asset>()
    const open = own.filter(({ how }) => how === 'tag').map(({ url }) => url)
    for (let url = open.pop(); url !== undefined; url = open.pop())
      for (const target of this.#targetsOf(url)) {
        const name = this.#stored.get(storedOf(target))?.name ?? storedOf(target)
        const query = queryOf(target)
        if ((tags.has(name) && query === '') || derived.has(target)) continue
        derived.set(target, { how: 'derived', name, query, url: target })
        open.push(target)
      }
    return [...own, ...derived.values()]
  }

  #targetsOf(url: string): string[] {
    const file = this.#stored.get(storedOf(url))
    if (file === undefined || !file.name.endsWith('.css')) return []
    const text = readFileSync(file.path, 'utf8')
    return [...text.matchAll(/url\("([^"]+)"\)/g)].map(([, target]) => {
      const asked = new URL(target ?? '', `http://site${url}`)
      asked.hash = ''
      return asked.href.slice(asked.origin.length)
    })
  }
}

/** The stored name in a URL, with or without the release in front, and without a query. */
export function storedOf(url: string): string {
  return url.replace(/^\/static\/(?:[ab]\/)?/, '').replace(/\?.*$/, '')
}

/** The two releases. */
export const SIDES: readonly ReleaseSide[] = ['a', 'b']
