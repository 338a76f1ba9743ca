import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compareRealProject } from '../parity/real-projects/compare-real-project.ts'
import { judge } from '../parity/real-projects/judge.ts'
import { projectEnvironment } from '../parity/real-projects/project-environment.ts'
import { SET_UPS } from '../parity/real-projects/set-ups.ts'

/**
 * `npm run -s projects -- [PART_OF_A_NAME…]`: previews and collects real projects beside their own collectstatic and
 * prints a table. Installs what is missing from the package index. Ends with 1 if one differs without having been named.
 */
async function main(words: readonly string[]): Promise<number> {
  const chosen = SET_UPS.filter(({ name }) => words.length === 0 || words.some((word) => name.includes(word)))
  const totals = { alike: 0, named: 0, differing: 0, missing: 0, entries: 0, winners: 0 }
  print('| Project | Files | Shadowed | Entries | Real Django | Verdict |')
  print('| --- | --: | --: | --: | --- | --- |')
  for (const setUp of chosen) {
    const environment = projectEnvironment(setUp.packages, true)
    if (environment.kind === 'missing') {
      totals.missing++
      print(`| ${setUp.name} | | | | | skipped: ${environment.reason} |`)
      continue
    }
    const home = mkdtempSync(join(tmpdir(), 'staticscope-project-'))
    try {
      const compared = await compareRealProject(setUp, environment.python, home)
      const verdict = judge(setUp, compared)
      totals[verdict.kind]++
      totals.entries += compared.entries
      totals.winners += compared.winners
      const { django, winners, shadowed, entries, error } = compared
      print(
        `| ${setUp.name} | ${winners} | ${shadowed} | ${entries} | ${django}${error === null ? '' : ` ends with ${error}`} | ${verdict.kind} |`,
      )
      for (const line of [...verdict.reasons]) print(`    ${line}`)
    } catch (error) {
      totals.differing++
      print(
        `| ${setUp.name} | | | | | failed: ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)} |`,
      )
      if (error instanceof Error && 'details' in error) print(String(error.details))
    } finally {
      rmSync(home, { recursive: true, force: true })
    }
  }
  const { alike, named, differing, missing, entries, winners } = totals
  print(
    `${alike} alike, ${named} named, ${differing} differing, ${missing} skipped; ${winners} files collected, ${entries} entries compared`,
  )
  return differing > 0 ? 1 : 0
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

process.exitCode = await main(process.argv.slice(2))
