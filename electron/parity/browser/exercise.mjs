// Runs in the page of a load and makes a browser ask for what it asks for only under some condition.
// `target` is the address of the style sheet under test, or null where the page itself is the file.
export async function exercise(target) {
  const rest = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds))
  const probes = document.createElement(document.documentElement.namespaceURI?.endsWith('svg') ? 'g' : 'div')
  ;(document.body ?? document.documentElement).append(probes)
  let count = 0

  /** The blocks of declarations in rules, however deep, with conditions and selectors left out. */
  const blocksOf = (rules) =>
    [...rules].flatMap((rule) => [
      ...(rule.style !== undefined && rule.constructor.name !== 'CSSFontFaceRule' ? [rule.style] : []),
      ...(rule.cssRules ? blocksOf(rule.cssRules) : []),
    ])

  /** A rule of the same sheet, so that URLs count from the same address, for an element that is there. */
  const apply = (sheet, declarations) => {
    const element = document.createElement('i')
    element.className = `probe-${count++}`
    probes.append(element)
    sheet.insertRule(
      `.${element.className} { ${declarations}; display: block !important; visibility: visible !important }`,
      sheet.cssRules.length,
    )
  }

  const sheets = [...document.styleSheets].filter(({ href }) => target === null || href === target)
  for (const sheet of sheets) {
    let blocks
    try {
      blocks = blocksOf(sheet.cssRules)
    } catch {
      continue // a sheet of another origin
    }
    for (const style of blocks.filter(({ cssText }) => /url\(|image-set\(|src\(/i.test(cssText))) {
      apply(sheet, style.cssText)
      // Custom properties are asked for where they are used.
      for (const name of [...style].filter((name) => name.startsWith('--'))) {
        const value = style.getPropertyValue(name)
        if (/url\(|image-set\(/i.test(value)) apply(sheet, `${name}: ${value}; background: var(${name})`)
      }
    }
  }
  for (const font of document.fonts) void font.load().catch(() => undefined)

  for (const template of document.querySelectorAll('template'))
    probes.append(document.importNode(template.content, true))
  for (const lazy of document.querySelectorAll('[loading=lazy]')) lazy.loading = 'eager'
  for (const media of document.querySelectorAll('video, audio')) {
    media.preload = 'auto'
    media.load?.()
    for (const track of media.textTracks ?? []) track.mode = 'showing'
  }
  // Each picture of a list alone, so that the browser has no choice; in the same document, so that the base is the same.
  for (const element of document.querySelectorAll('[srcset], [imagesrcset], img[src]')) {
    const list = element.getAttribute('srcset') ?? element.getAttribute('imagesrcset') ?? ''
    for (const candidate of list.split(/,(?=\s)|(?<=\s[\d.]+[wxh])\s*,/)) {
      const url = candidate.trim().split(/\s+/)[0]
      if (url) probes.append(Object.assign(document.createElement('img'), { srcset: `${url} 1x` }))
    }
    const src = element.getAttribute('src')
    if (list && src && element.localName === 'img') probes.append(Object.assign(document.createElement('img'), { src }))
  }
  for (const source of document.querySelectorAll('source[src]'))
    probes.append(Object.assign(document.createElement('video'), { src: source.getAttribute('src'), preload: 'auto' }))
  // Images are asked for when the page is drawn.
  for (let frame = 0; frame < 2; frame++) await Promise.race([new Promise(requestAnimationFrame), rest(2000)])
  probes.scrollIntoView()
  await Promise.race([document.fonts.ready, rest(400)])
  /** Where links lead that nobody follows here. */
  return [...document.querySelectorAll('a[href], area[href], link[href]')].map(({ href }) =>
    typeof href === 'string' ? href : new URL(href.baseVal, document.baseURI).href,
  )
}
