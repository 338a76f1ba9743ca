import type { RolloutPlan } from '../../model/rollout-plan.ts'
import type { Advice, Hazard, SideNames } from '../../model/rollout.ts'
import { formatClock, formatSpan } from '../../text/format-clock.ts'
import type { KeepBounds } from './keep-until.ts'
import { bucketStorageCode, fileStorageCode } from './storage-classes.ts'

/**
 * What to do about the hazards of a plan, what helps most first.
 * @param django the project's series, such as `5.2`
 */
export function advise(
  plan: RolloutPlan,
  hazards: readonly Hazard[],
  bounds: KeepBounds,
  django: string,
  { a }: SideNames,
): Advice[] {
  const advice: Advice[] = []
  const add = (code: Advice['code'], sentence: string, paste: string | null = null): void => {
    advice.push({ code, sentence, paste })
  }
  const has = (outcome: Hazard['outcome']): boolean => hazards.some((hazard) => hazard.outcome === outcome)
  const isShared = plan.topology === 'shared-manifest' || plan.topology === 'single-server'
  const mixesManifests = hazards.some(({ table, page }) => table !== page)
  if (isShared && mixesManifests) {
    const code = plan.bucket === 's3' ? 'manifest-per-release-bucket' : 'manifest-per-release'
    const paste =
      plan.bucket === 's3' ? bucketStorageCode(django) : plan.bucket === null ? fileStorageCode(django) : null
    add(
      code,
      'Give each release a manifest of its own, so that no process reads the other one’s. Hashed files stay in one place.',
      paste,
    )
  }
  if (plan.collect.at >= plan.switch.at && plan.topology !== 'files-in-image')
    add(
      'collect-first',
      'Run collectstatic before the first process of the new release starts: it keeps what it found at its first use until it ends.',
    )
  if (plan.collect.clear)
    add(
      'no-clear',
      'Collect without --clear. It deletes the manifest and files that pages still ask for; delete old files later, by their keep-until.',
    )
  if (plan.collect.manifest === 'first' && !['manifest-in-image', 'files-in-image'].includes(plan.topology))
    add('upload-first', 'Send the manifest last: until all files are there, it names some that are not.')
  if (plan.topology === 'files-in-image' && (has('missing') || has('missing-cached')))
    add(
      'upload-first',
      'Upload the hashed files to one shared place before the processes change, and keep only the manifest in the image: each process then finds the files of both releases.',
    )
  if (plan.topology === 'disk-per-server' && plan.collect.where === 'each' && has('missing'))
    add(
      'collect-everywhere',
      'Collect on all servers before the first one is switched (collect.where: all), so that each has the files of both releases.',
    )
  const end = Math.max(bounds.byTable ?? 0, bounds.hasOwnManifest ? (bounds.rollback ?? 0) : 0)
  if (plan.cleanUp !== null && end !== Infinity && plan.cleanUp.at < end)
    add(
      'clean-up-later',
      `Clean up at ${formatClock(plan.startsAt, end)} or later: until then a page, a cache or a rollback may ask for files of ${a}.`,
    )
  if (hazards.some(({ condition }) => condition === 'rollback') && isShared)
    add(
      'rollback-collect',
      `To go back to ${a}, collect it first, from sources that are newer than the plain copies, and restart all processes.`,
    )
  if (has('missing-cached'))
    add(
      'shorter-missing',
      `Let the edge keep 404 answers for static files a few seconds at most, not ${formatSpan(plan.lifetimes.missing)}; else purge after the collect.`,
    )
  if (has('stale') || hazards.some(({ outcome, table, page }) => outcome === 'other-version' && table === page))
    add(
      'shorter-plain',
      `Use hashed names in templates. Until then let plain names live shorter than ${formatSpan(plan.lifetimes.plain)}.`,
    )
  if (plan.serving === 'whitenoise' && plan.topology !== 'files-in-image' && (has('missing') || has('error-500')))
    add(
      'whitenoise-restart',
      'WhiteNoise lists files once, at start: restart all processes after the collect, or let a web server hand out the files.',
    )
  if (advice.length === 0)
    add(
      'all-is-well',
      hazards.length === 0
        ? 'Keep this plan: no visitor gets anything wrong.'
        : 'What is left comes from moments within a collect, which is as good as this set-up can be.',
    )
  return advice
}
