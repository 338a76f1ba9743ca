import type { App, WebContents } from 'electron'

/**
 * Whether a page of ours may go to an address: only its own start page again (a reload, another hash). Everything else is
 * a page that we did not write, or a file that the user is inspecting.
 */
export function isOwnPage(address: string, pageUrl: string): boolean {
  try {
    const target = new URL(address)
    target.hash = ''
    return target.href === new URL(pageUrl).href
  } catch {
    return false
  }
}

/** Refuses new windows, webviews and every way to another page, on every web contents that will ever exist. */
export function guardNavigation(app: App, pageUrl: string): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, pageUrl))
}

function guardContents(contents: WebContents, pageUrl: string): void {
  contents.setWindowOpenHandler(({ url }) => {
    console.warn(`A new window was refused: ${url}`)
    return { action: 'deny' }
  })
  contents.on('will-navigate', (event, url) => {
    if (!isOwnPage(url, pageUrl)) refuse(event, url)
  })
  contents.on('will-redirect', (event, url) => refuse(event, url))
  contents.on('will-frame-navigate', (event) => {
    if (!event.isMainFrame || !isOwnPage(event.url, pageUrl)) refuse(event, event.url)
  })
  contents.on('will-attach-webview', (event) => refuse(event, 'a webview'))
}

function refuse(event: { preventDefault: () => void }, what: string): void {
  console.warn(`Navigation was refused: ${what}`)
  event.preventDefault()
}
