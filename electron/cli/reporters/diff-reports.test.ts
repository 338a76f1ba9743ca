import { describe, expect, it } from 'vitest'
import { diffReleases } from '../../../shared/analysis/diff-releases.ts'
import type { Comparison } from '../../../shared/analysis/comparison.ts'
import { referenceTo, releaseFile, wholeRelease } from '../../../shared/analysis/release-fixture.ts'
import { diffDocumentSchema } from '../../../shared/model/comparison.ts'
import { createStyle } from '../style.ts'
import { diffHtml } from '../../core/reports/diff/html.ts'
import { diffJson } from '../../core/reports/diff/json.ts'
import { diffMarkdown } from '../../core/reports/diff/markdown.ts'
import { diffText } from './diff-text.ts'

const HOSTILE = 'x</script><img src=x onerror=alert(1)>|`\u202e\n.css'

describe('the report of a comparison', () => {
  it('says in one sentence which edit changes what', async () => {
    const [verdict] = (await text(rippling(31))).split('\n')
    expect(verdict).toBe('• 1 edit changes 32 names: 31 change only by ripple from img/logo.png.')
  })

  it('is a document of a fixed schema, the same for the same input', async () => {
    const [first, again] = await Promise.all([compare(rippling(3)), compare(rippling(3))])
    const document = [...diffJson(first)].join('')
    expect([...diffJson(again)].join('')).toBe(document)
    expect(diffDocumentSchema.parse(JSON.parse(document)).files[0]).toMatchObject({
      name: 'css/s0.css',
      cause: 'ripple',
      roots: ['img/logo.png'],
      chain: ['css/s0.css', 'img/logo.png'],
    })
  })

  it('takes hostile names for text in every form', async () => {
    const comparison = await compare((word) => [releaseFile(HOSTILE, word)])
    const html = diffHtml(comparison)
    const markdown = diffMarkdown(comparison)
    const lines = [...diffText(comparison, createStyle(false))].join('')
    expect({
      // Two scripts and nothing that a name could have opened.
      scripts: html.match(/<script/g)?.length,
      images: html.includes('<img'),
      markdown: markdown.includes('<img') || markdown.includes('\u202e') || /`/.test(markdown),
      text: lines.includes('\u202e'),
    }).toEqual({ scripts: 2, images: false, markdown: false, text: false })
  })

  it('gives a name in Markdown that reads as it is, whatever signs are in it', async () => {
    const name = 'css/a|b#c&d`e*f_[g]<h>.css'
    const markdown = diffMarkdown(await compare((word) => [releaseFile(name, word)]))
    const cells = [...markdown.matchAll(/^\| <code>(.*?)<\/code> \|/gm)].map(([, cell = '']) => cell)
    const read = (cell: string) =>
      cell
        .replace(/&#(\d+);/g, (_, point: string) => String.fromCodePoint(Number(point)))
        .replaceAll('&lt;', '<')
        .replaceAll('&gt;', '>')
        .replaceAll('&amp;', '&')
    expect(cells.map(read)).toContain(name)
  })

  it('stays small: HTML below 5 MB for 50,000 names, Markdown below 60,000 signs', { timeout: 60_000 }, async () => {
    const comparison = await compare(rippling(50_000))
    expect({
      html: Buffer.byteLength(diffHtml(comparison)) <= 5_000_000,
      markdown: diffMarkdown(comparison).length < 60_000,
    }).toEqual({ html: true, markdown: true })
  })
})

function rippling(count: number): (word: string) => ReturnType<typeof releaseFile>[] {
  return (word) => [
    releaseFile('img/logo.png', word),
    ...Array.from({ length: count }, (_, at) =>
      releaseFile(`css/s${at}.css`, `${word}${at}`, {
        source: releaseFile('', `${at}`).source,
        references: [referenceTo('img/logo.png', `img/logo.${word}.png`)],
      }),
    ),
  ]
}

function compare(make: (word: string) => ReturnType<typeof releaseFile>[]): Promise<Comparison> {
  return diffReleases(wholeRelease(make('1')), wholeRelease(make('2')), { readText: async () => null })
}

async function text(make: (word: string) => ReturnType<typeof releaseFile>[]): Promise<string> {
  return [...diffText(await compare(make), createStyle(false))].join('')
}
