import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { comparePages } from '../parity/pages/compare-pages.ts'
import { WAGTAIL_PROJECT } from '../parity/pages/page-project.ts'
import { projectEnvironment } from '../parity/real-projects/project-environment.ts'

/**
 * `npm run -s pages`: has a published project that is broken on purpose make its pages with real Django and DEBUG off, and
 * prints which fail, beside what the check tells. Installs the packages from the package index when they are missing.
 * Ends with 1 when anything differs.
 */
async function main(): Promise<number> {
  const environment = projectEnvironment(WAGTAIL_PROJECT.packages, true)
  if (environment.kind === 'missing') {
    process.stdout.write(`${WAGTAIL_PROJECT.name}: skipped, ${environment.reason}\n`)
    return 0
  }
  const home = mkdtempSync(join(tmpdir(), 'staticscope-pages-'))
  try {
    const compared = await comparePages(WAGTAIL_PROJECT, environment.python, home)
    const { django, tags, failingTags, requests, failingRequests, elsewhere, spared, differences } = compared
    process.stdout.write(
      `${WAGTAIL_PROJECT.name}, Django ${django}: ${tags} tags, of which ${failingTags} fail; ${requests} pages, of which ${failingRequests} answer 500 by a missing name\n`,
    )
    for (const page of elsewhere) process.stdout.write(`  is told of another page or of Python: ${page}\n`)
    for (const page of spared) process.stdout.write(`  did not come to its missing name: ${page}\n`)
    for (const line of differences) process.stdout.write(`  ${line}\n`)
    process.stdout.write(`${differences.length} differences\n`)
    return differences.length === 0 ? 0 : 1
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

process.exitCode = await main()
