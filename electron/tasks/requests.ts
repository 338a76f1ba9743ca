import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compareRequests } from '../parity/browser/compare-requests.ts'
import { describeRequests, disagreementsOf } from '../parity/browser/describe-requests.ts'
import { prepareCorpus } from './bench/prepare-corpus.ts'
import { findChromium } from './find-chromium.mjs'

/**
 * `npm run -s requests -- [--references N] [--seed N] [--files N] [--source DIR]`: samples references over the packages of
 * the bench, or over a folder, has a real Chromium load their files from the collected folder, and prints how its
 * requests compare with the verdicts of the check. Ends with 1 on a disagreement, and with 2 without a Chromium.
 */
async function main(words: readonly string[]): Promise<number> {
  const chromium = await findChromium()
  if (chromium.path === null) {
    process.stderr.write(`Not compared: ${chromium.why}\n`)
    return 2
  }
  const folder = after(words, '--source')
  const limit = after(words, '--files')
  const sources =
    folder === null ? prepareCorpus(limit === null ? null : Number(limit)).sources : ([['', folder]] as const)
  const home = mkdtempSync(join(tmpdir(), 'staticscope-requests-'))
  try {
    const compared = await compareRequests(
      sources.map(([prefix, path]) => ({ kind: 'directory', prefix, path })),
      join(home, 'collected'),
      chromium.path,
      Number(after(words, '--references') ?? 500),
      Number(after(words, '--seed') ?? 1),
      (done, total) => {
        if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${total} files`)
      },
    )
    process.stdout.write(describeRequests(compared))
    return disagreementsOf(compared).length === 0 ? 0 : 1
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

function after(words: readonly string[], option: string): string | null {
  const at = words.indexOf(option)
  return at < 0 ? null : (words[at + 1] ?? null)
}

process.exitCode = await main(process.argv.slice(2))
