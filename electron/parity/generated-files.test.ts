import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { compareWithDjango } from './compare-with-django.ts'
import { testGenerated } from './generated-fixture.ts'
import { generatedCase } from './generate-files.ts'

// Each case is collected four times, strict and tolerant, by both.
testGenerated('on generated folders of CSS and JavaScript', generatedCase, compareWithDjango, keepCase)

/** Keeps a shrunk case as input for `record-vectors.ts`, which makes a vector of it. */
function keepCase(series: string, input: object): void {
  const folder = join('.build', 'parity-failures')
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, `django-${series}.json`),
    JSON.stringify([{ id: `found/${series}`, kind: 'found', ...input }], null, 1),
  )
}
