import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { findOutputPlace } from './output-place.ts'
import { WriteFixture } from './write-output-fixture.ts'

let fixture: WriteFixture

beforeEach(() => {
  fixture = new WriteFixture()
})
afterEach(() => {
  fixture.remove()
})

describe('an output folder is refused', () => {
  test('when there is something in it', async () => {
    mkdirSync(fixture.output)
    writeFileSync(join(fixture.output, '.hidden'), '')
    expect(await refusals(fixture.output)).toEqual([
      [
        'output-not-empty',
        'The output folder <root>/output is not empty, and nothing in it may be overwritten. Name a new or an empty folder.',
      ],
    ])
  })

  test('when it lies in a source folder', async () => {
    expect(await refusals(join(fixture.source, 'a/b'))).toEqual([
      [
        'output-in-source',
        'The output folder <root>/source/a/b lies in the source folder <root>/source, so its files would be collected next time. ' +
          'Name a folder outside of it.',
      ],
    ])
  })

  test('when it is a source folder, or leads into one by way of links', async () => {
    const link = join(fixture.root, 'link')
    symlinkSync(fixture.source, link)
    const refused = await refusals(fixture.source, link, join(link, 'a/b'))
    expect(refused.map(([code]) => code)).toEqual(['output-in-source', 'output-in-source', 'output-in-source'])
  })

  test('when the source folder is named by way of a link, missing ones aside', async () => {
    symlinkSync(fixture.source, join(fixture.root, 'link'))
    const sources = [join(fixture.root, 'missing'), join(fixture.root, 'link')]
    await expect(findOutputPlace(join(fixture.source, 'out'), sources)).rejects.toMatchObject({
      code: 'output-in-source',
    })
  })

  test('when it is a file, lies below one, is a link to nowhere or a circle of links', async () => {
    writeFileSync(join(fixture.root, 'file'), '')
    symlinkSync('nowhere', join(fixture.root, 'broken'))
    symlinkSync('circle', join(fixture.root, 'circle'))
    const names = ['file', 'file/below', 'broken', 'circle']
    expect(await refusals(...names.map((name) => join(fixture.root, name)))).toEqual([
      ['bad-input', 'The output folder <root>/file is a file. Name a new or an empty folder.'],
      ['bad-input', 'The output folder <root>/file/below lies below the file <root>/file. Name another folder.'],
      ['bad-input', 'The output folder <root>/broken is a link that leads nowhere. Name the folder itself.'],
      ['bad-input', 'The output folder <root>/circle cannot be written (ELOOP). Name another folder.'],
    ])
  })
})

test('a new folder is found below links, beside the folder that exists', async () => {
  mkdirSync(join(fixture.root, 'real'))
  symlinkSync('real', join(fixture.root, 'link'))
  const output = join(fixture.root, 'link/a/b')
  expect(await findOutputPlace(output, [fixture.source])).toEqual({
    shown: output,
    path: join(fixture.root, 'real/a/b'),
    existing: null,
    above: join(fixture.root, 'real'),
  })
})

test('a source folder may lie beside the output, with a name that begins alike', async () => {
  const place = await findOutputPlace(`${fixture.source}-out`, [fixture.source])
  expect(place.path).toBe(`${fixture.source}-out`)
})

/** Code and sentence of each refusal. */
async function refusals(...outputs: readonly string[]): Promise<readonly (readonly [string, string])[]> {
  const refused: [string, string][] = []
  for (const output of outputs) {
    const error: unknown = await findOutputPlace(output, [fixture.source]).catch((error: unknown) => error)
    if (error instanceof InspectorError) refused.push([error.code, fixture.sentence(error)])
  }
  return refused
}
