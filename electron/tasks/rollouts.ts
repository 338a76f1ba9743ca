import { isAtLeast } from '../../shared/analysis/rollout/django-of.ts'
import { OUTCOMES, type Outcome } from '../../shared/model/rollout.ts'
import { findPrograms } from '../parity/rollout/find-programs.ts'
import { playBeside } from '../parity/rollout/play-beside.ts'
import { clearSets } from '../parity/rollout/clear-sets.ts'
import { manifestSets } from '../parity/rollout/manifest-sets.ts'
import { everyTopology, otherSets } from '../parity/rollout/rollout-sets.ts'

const SHOWN = 30

/**
 * `npm run -s rollouts -- [--django SERIES] [PART_OF_A_TITLE…]`: plays plans with real collectstatic, gunicorn and Nginx,
 * and prints how often they and the model agree. Ends with 1 if they do not once, or if an outcome never came.
 */
async function main(words: readonly string[]): Promise<number> {
  const option = words.indexOf('--django')
  const django = option === -1 ? '5.2' : (words[option + 1] ?? '5.2')
  const parts = words.filter((_, index) => option === -1 || (index !== option && index !== option + 1))
  const found = findPrograms(django)
  if (found.kind === 'missing') {
    print(`Skipped: ${found.reason}`)
    return 0
  }
  const sets = [...everyTopology(django), ...otherSets(django), ...manifestSets(django), ...clearSets(django)]
    // A manifest lies beside the files until `manifest_storage` came (ticket 27590).
    .filter(({ plan }) => plan.topology !== 'manifest-in-image' || isAtLeast(django, 4, 0))
    .filter(({ title }) => parts.every((part) => title.includes(part)))
  const outcomes = new Set<Outcome>()
  let [agreements, disagreements, requests] = [0, 0, 0]
  print(`Django ${django}`)
  print('| Topology and variant | Steps | Looks | Requests | Agree | Disagree | Outcomes |')
  print('| --- | --: | --: | --: | --: | --: | --- |')
  for (const set of sets) {
    const played = await playBeside(set, found.programs)
    agreements += played.agreements
    disagreements += played.disagreements.length
    requests += played.requests
    const came = OUTCOMES.filter((outcome) => played.outcomes.has(outcome))
    for (const outcome of came) outcomes.add(outcome)
    print(
      `| ${set.title} | ${played.spans} | ${played.looks} | ${played.requests} | ${played.agreements} | ${played.disagreements.length} | ${came.join(', ')} |`,
    )
    for (const [text, count] of [...groups(played.disagreements)].slice(0, SHOWN)) print(`    ${count} × ${text}`)
  }
  const never = OUTCOMES.filter((outcome) => !outcomes.has(outcome))
  print(`${sets.length} rollouts, ${requests} requests, ${agreements} agreements, ${disagreements} disagreements`)
  if (parts.length === 0 && never.length > 0) print(`Never came: ${never.join(', ')}`)
  return disagreements > 0 || (parts.length === 0 && never.length > 0) ? 1 : 0
}

/** Disagreements that differ only in page and server, counted. */
function groups(disagreements: readonly string[]): Map<string, number> {
  const counted = new Map<string, number>()
  for (const text of disagreements) {
    const group = text.replace(/ [\w-]+\.html/, '').replace(/ at server \d+/, '')
    counted.set(group, (counted.get(group) ?? 0) + 1)
  }
  return counted
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}

process.exitCode = await main(process.argv.slice(2))
