import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContext, chromium, type Page } from '@playwright/test'
import type { CheckedReference } from '../../../shared/model/check.ts'
import type { Asked, CollectedServer } from './serve-collected.ts'
import { pageFor, replayOf, type Replay } from './load-pages.ts'

/** What a browser did with one file. */
export type BrowserAnswer = {
  /** Requests to the site, those for the file itself left out. */
  readonly asked: readonly Asked[]
  /** Addresses of other origins that it turned to; nothing answered. */
  readonly foreign: readonly string[]
  /** Addresses of source maps that it would give to developer tools, for the file itself. */
  readonly sourceMaps: readonly string[]
  /** What it made of links that nobody follows, and of addresses that it was only asked to resolve. */
  readonly resolved: readonly string[]
  /** Errors of scripts: what stands behind them in the file did not run. */
  readonly scriptErrors: readonly string[]
}

const EXERCISE = readFileSync(join(import.meta.dirname, 'exercise.mjs'), 'utf8').replace('export ', '')
/** Screens on which pictures of other densities are chosen. */
const DENSITIES = [1, 2, 3, 4] as const
const PATIENCE = 30_000
/** Milliseconds without a new request after which a page has asked for all. */
const QUIET = 250

/** A real Chromium that loads files of a collected folder, each on an origin of its own. */
export class AskingBrowser {
  readonly #browser: Browser
  readonly #context: BrowserContext
  readonly #withoutScripts: BrowserContext
  readonly version: string

  private constructor(browser: Browser, context: BrowserContext, withoutScripts: BrowserContext) {
    this.#browser = browser
    this.#context = context
    this.#withoutScripts = withoutScripts
    this.version = browser.version()
  }

  /** @param executable file of a Chromium */
  static async start(executable: string): Promise<AskingBrowser> {
    // No name but our own leads anywhere: what a page wants of other hosts is noted and fails.
    const rules = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE *.localhost, EXCLUDE 127.0.0.1'
    const browser = await chromium.launch({ executablePath: executable, args: [rules] })
    const context = await browser.newContext()
    return new AskingBrowser(browser, context, await browser.newContext({ javaScriptEnabled: false }))
  }

  async close(): Promise<void> {
    await this.#browser.close()
  }

  /**
   * Has the browser load a file, and do what its references wait for.
   * @param served path below STATIC_URL under which the file is served
   */
  async ask(
    server: CollectedServer,
    served: string,
    text: string,
    references: readonly CheckedReference[],
  ): Promise<BrowserAnswer> {
    const answer = { asked: [], foreign: [], sourceMaps: [], resolved: [], scriptErrors: [] }
    const isForeign = references.some(({ kind, served: got }) => kind.startsWith('js-') && got === 'elsewhere')
    await this.#load(this.#context, server, served, null, pageFor(served, text, references), answer, isForeign)
    for (const replay of replayOf(served, text, references))
      await this.#load(this.#context, server, served, replay, replay.page, answer)
    if (references.some(({ condition }) => condition?.includes('without scripts') === true))
      await this.#load(this.#withoutScripts, server, served, null, null, answer)
    return answer
  }

  /** @param harness the page that pulls the file in; null: the browser goes to the file itself */
  async #load(
    context: BrowserContext,
    server: CollectedServer,
    served: string,
    replay: Replay | null,
    harness: string | null,
    answer: { [Key in keyof BrowserAnswer]: BrowserAnswer[Key][number][] },
    needsForeignModules = false,
  ): Promise<void> {
    const load = server.open(harness ?? '', served, replay?.text ?? null)
    const address = `${load.origin}/static/${served.split('/').map(encodeURIComponent).join('/')}`
    const page = await context.newPage()
    let latest = performance.now()
    const open = new Set<unknown>()
    for (const end of ['requestfinished', 'requestfailed'] as const)
      page.on(end as 'requestfinished', (request) => {
        open.delete(request)
        latest = performance.now()
      })
    page.on('request', (request) => {
      latest = performance.now()
      open.add(request)
      const { protocol, host } = new URL(request.url())
      if (/^(?:https?|ftp|wss?):$/.test(protocol) && host !== load.host) answer.foreign.push(request.url())
    })
    page.on('pageerror', (error) => answer.scriptErrors.push(error.message))
    page.on('dialog', (dialog) => void dialog.dismiss().catch(() => undefined))
    // Modules of other hosts are empty here: one that is missing would keep the file from being compiled.
    if (harness !== null && needsForeignModules)
      await page.route(
        (url) => url.host !== load.host,
        (route) =>
          route.request().resourceType() === 'script'
            ? route.fulfill({
                contentType: 'text/javascript',
                headers: { 'access-control-allow-origin': '*' },
                body: '',
              })
            : route.abort(),
      )
    try {
      const tools = await context.newCDPSession(page)
      tools.on('Debugger.scriptParsed', ({ url, sourceMapURL }) => {
        if (url === address && replay === null && sourceMapURL) answer.sourceMaps.push(atAddress(sourceMapURL, url))
      })
      tools.on('CSS.styleSheetAdded', ({ header: { sourceURL, sourceMapURL } }) => {
        if (sourceURL === address && sourceMapURL) answer.sourceMaps.push(atAddress(sourceMapURL, sourceURL))
      })
      if (context === this.#context) {
        for (const method of ['Debugger.enable', 'DOM.enable', 'CSS.enable'] as const) await tools.send(method)
      }
      await page
        .goto(harness === null ? address : `${load.origin}/`, { waitUntil: 'load', timeout: PATIENCE })
        .catch(() => undefined)
      if (context === this.#context && replay === null) {
        const target = harness === null ? 'null' : JSON.stringify(address)
        for (const density of DENSITIES.slice(0, /\bset|srcset/.test(harness ?? 'set') ? DENSITIES.length : 1)) {
          await tools.send('Emulation.setDeviceMetricsOverride', {
            width: 1200,
            height: 800,
            deviceScaleFactor: density,
            mobile: false,
          })
          if (density === 1) answer.resolved.push(...(await exercise(page, target)))
        }
        answer.resolved.push(...(await manifestAddresses(tools, served)))
      }
      await quiet(() => (open.size === 0 ? latest : performance.now()))
    } finally {
      await page.close()
    }
    const own = load.asked.findIndex(({ place, path }) => place === 'static' && path === served)
    answer.asked.push(...load.asked.filter((_, index) => index !== own))
    // All addresses of the site are told as on one host.
    answer.resolved.splice(
      0,
      Infinity,
      ...answer.resolved.map((url) => url.replace(/^http:\/\/load\d+\.localhost:\d+/, '')),
    )
    answer.sourceMaps.splice(
      0,
      Infinity,
      ...answer.sourceMaps.map((url) => url.replace(/^http:\/\/load\d+\.localhost:\d+/, '')),
    )
  }
}

/** Where links of the page lead. A page that has gone elsewhere meanwhile has asked for all that it could. */
async function exercise(page: Page, target: string): Promise<string[]> {
  try {
    const links: unknown = await page.evaluate(`(() => { ${EXERCISE}; return exercise(${target}) })()`)
    return Array.isArray(links) ? links.filter((link) => typeof link === 'string') : []
  } catch (error) {
    if (error instanceof Error && /context was destroyed|navigat|closed/i.test(error.message)) return []
    throw error
  }
}

/** The pictures of a web app manifest, as the browser has read it. */
async function manifestAddresses(
  tools: Awaited<ReturnType<BrowserContext['newCDPSession']>>,
  served: string,
): Promise<string[]> {
  if (!/(?:\.webmanifest|(?:^|\/)manifest[^/]*\.json)$/.test(served)) return []
  const read = await tools.send('Page.getAppManifest').catch(() => null)
  const texts = JSON.stringify(read?.manifest ?? null).matchAll(/"url":"([^"]*)"/g)
  return [...texts].map(([, url]) => url ?? '')
}

function atAddress(url: string, base: string): string {
  return URL.parse(url, base)?.href ?? url
}

/** Until nothing has been asked for a while, and all is answered; no longer than a load may take. */
async function quiet(latest: () => number): Promise<void> {
  const start = performance.now()
  while (performance.now() - latest() < QUIET && performance.now() - start < PATIENCE)
    await new Promise((resolve) => setTimeout(resolve, 30))
}
