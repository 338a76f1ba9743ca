import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DJANGO_SERIES } from '../../shared/model/django-series.ts'
import { compareFailures } from '../parity/compare-failures.ts'
import { findPythonEnvironment } from '../parity/python-environment.ts'
import { prepareCorpus } from './bench/prepare-corpus.ts'

const USUAL = ['3.2', '4.2', '5.2', '6.1']

/**
 * `npm run -s failures -- [SERIES…]`: has real Django collect the packages of the bench, going on after errors, and prints
 * how many of the references that make it fail the check tells. Ends with 1 when one is missed or told without reason.
 */
async function main(words: readonly string[]): Promise<number> {
  const { sources, files } = prepareCorpus(null)
  let wrong = 0
  process.stdout.write(`${files} files\n`)
  for (const series of words.length === 0 ? USUAL : words) {
    const known = DJANGO_SERIES.find((one) => one === series)
    const environment = findPythonEnvironment(series)
    if (known === undefined || environment.kind === 'missing') {
      process.stdout.write(
        `Django ${series}: skipped, ${environment.kind === 'missing' ? environment.reason : 'not known'}\n`,
      )
      continue
    }
    const home = mkdtempSync(join(tmpdir(), 'staticscope-failures-'))
    try {
      const folders = sources.map(([prefix, path]) => ({ kind: 'directory', prefix, path }) as const)
      const compared = await compareFailures(known, environment.python, folders, join(home, 'collected'))
      const { django, failing, missed } = compared
      process.stdout.write(
        `Django ${django}: ${failing.length - missed.length} of ${failing.length} failing references told, ${compared.false.length} told without reason\n`,
      )
      for (const entry of missed) process.stdout.write(`  missed ${entry}\n`)
      for (const entry of compared.false) process.stdout.write(`  without reason ${entry}\n`)
      wrong += missed.length + compared.false.length
    } finally {
      rmSync(home, { recursive: true, force: true })
    }
  }
  return wrong === 0 ? 0 : 1
}

process.exitCode = await main(process.argv.slice(2))
