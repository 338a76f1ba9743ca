import { rolloutPlanSchema, type RolloutPlan } from '../../../shared/model/rollout-plan.ts'
import { typedSpan } from './moment-words.ts'

/** The plan as it is typed. Spans and counts are texts until they are read. */
export type PlanDraft = {
  readonly topology: RolloutPlan['topology']
  readonly texts: Readonly<Record<PlanField, string>>
  readonly flags: Readonly<Record<PlanFlag, boolean>>
  readonly bucket: 'disk' | 's3' | 'gcs' | 'azure'
  readonly serving: RolloutPlan['serving']
  readonly manifest: RolloutPlan['collect']['manifest']
  readonly where: RolloutPlan['collect']['where']
  readonly rollback: 'none' | 'code' | 'collect'
}

/** Fields that are typed, by their place in the plan. */
export const PLAN_FIELDS = [
  'startsAt',
  'servers',
  'collect.at',
  'collect.takes',
  'collect.plain',
  'collect.gap',
  'collect.writing',
  'switch.at',
  'switch.wave',
  'switch.every',
  'lifetimes.html',
  'lifetimes.hashed',
  'lifetimes.plain',
  'lifetimes.missing',
  'openPage',
  'rollbackWindow',
  'cleanUp.at',
  'rollback.at',
  'restarts',
] as const
export type PlanField = (typeof PLAN_FIELDS)[number]
export type PlanFlag = 'cdn' | 'ignoresQuery' | 'sticky' | 'strict' | 'keepOnlyHashed' | 'clear' | 'recycling'

export type PlanErrors = Readonly<Partial<Record<PlanField, string>>>

/** What a plan looks like when it is typed. */
export function draftOf(plan: RolloutPlan): PlanDraft {
  const { collect, switch: turn, lifetimes, rollback, cleanUp } = plan
  const { cdn, ignoresQuery, sticky, strict, keepOnlyHashed, recycling } = plan
  return {
    topology: plan.topology,
    texts: {
      startsAt: plan.startsAt,
      servers: String(plan.servers),
      'collect.at': typedSpan(collect.at),
      'collect.takes': typedSpan(collect.takes),
      'collect.plain': collect.plain === null ? '' : typedSpan(collect.plain),
      'collect.gap': typedSpan(collect.gap),
      'collect.writing': typedSpan(collect.writing),
      'switch.at': typedSpan(turn.at),
      'switch.wave': String(turn.wave),
      'switch.every': typedSpan(turn.every),
      'lifetimes.html': typedSpan(lifetimes.html),
      'lifetimes.hashed': typedSpan(lifetimes.hashed),
      'lifetimes.plain': typedSpan(lifetimes.plain),
      'lifetimes.missing': typedSpan(lifetimes.missing),
      openPage: typedSpan(plan.openPage),
      rollbackWindow: typedSpan(plan.rollbackWindow),
      'cleanUp.at': cleanUp === null ? '' : typedSpan(cleanUp.at),
      'rollback.at': rollback === null ? '' : typedSpan(rollback.at),
      restarts: plan.restarts
        .map(
          ({ at, server, firstUse }) => `${server}@${typedSpan(at)}${firstUse === 0 ? '' : `+${typedSpan(firstUse)}`}`,
        )
        .join(', '),
    },
    flags: { cdn, ignoresQuery, sticky, strict, keepOnlyHashed, clear: collect.clear, recycling },
    bucket: plan.bucket ?? 'disk',
    serving: plan.serving,
    manifest: collect.manifest,
    where: collect.where,
    rollback: rollback === null ? 'none' : rollback.collect ? 'collect' : 'code',
  }
}

/** Reads a draft: the plan, or what is wrong with which field. */
export function readDraft(draft: PlanDraft): { readonly plan: RolloutPlan } | { readonly errors: PlanErrors } {
  const { texts, flags } = draft
  const { clear, ...marks } = flags
  const restarts = readRestarts(texts.restarts)
  const parsed = rolloutPlanSchema.safeParse({
    topology: draft.topology,
    ...marks,
    bucket: draft.bucket === 'disk' ? null : draft.bucket,
    serving: draft.serving,
    startsAt: texts.startsAt.trim(),
    servers: count(texts.servers),
    collect: {
      at: span(texts['collect.at']),
      takes: span(texts['collect.takes']),
      plain: texts['collect.plain'].trim() === '' ? null : span(texts['collect.plain']),
      gap: span(texts['collect.gap']),
      writing: span(texts['collect.writing']),
      clear,
      manifest: draft.manifest,
      where: draft.where,
    },
    switch: { at: span(texts['switch.at']), wave: count(texts['switch.wave']), every: span(texts['switch.every']) },
    lifetimes: {
      html: span(texts['lifetimes.html']),
      hashed: span(texts['lifetimes.hashed']),
      plain: span(texts['lifetimes.plain']),
      missing: span(texts['lifetimes.missing']),
    },
    openPage: span(texts.openPage),
    rollbackWindow: span(texts.rollbackWindow),
    cleanUp: texts['cleanUp.at'].trim() === '' ? null : { at: span(texts['cleanUp.at']) },
    rollback:
      draft.rollback === 'none' ? null : { at: span(texts['rollback.at']), collect: draft.rollback === 'collect' },
    restarts: restarts ?? [],
  })
  const errors: Partial<Record<PlanField, string>> = {}
  for (const { path } of parsed.error?.issues ?? []) {
    const name = path.filter((part) => typeof part === 'string').join('.')
    const field = PLAN_FIELDS.find((one) => one === name) ?? (path[0] === 'restarts' ? 'restarts' : null)
    if (field !== null) errors[field] ??= WORDS[field] ?? SPAN_WORDS
  }
  if (restarts === null)
    errors.restarts = 'Write the server and its time, such as 2@8m; with +30s for its first page half a minute later'
  if (parsed.success && restarts !== null && restarts.some(({ server }) => server > parsed.data.servers))
    errors.restarts = `There are only ${parsed.data.servers} servers`
  return parsed.success && Object.keys(errors).length === 0 ? { plan: parsed.data } : { errors }
}

const WORDS: Readonly<Partial<Record<PlanField, string>>> = {
  servers: 'Write a whole number from 1 to 1000',
  'switch.wave': 'Write a whole number from 1 to 1000',
  startsAt: 'Write a time of day such as 10:00',
}
const SPAN_WORDS = 'Write seconds, or a number with s, m, h or d, such as 5m'

function span(text: string): string {
  return text.replaceAll(/\s+/g, '')
}

/** NaN for what is no whole number, which the schema refuses. */
function count(text: string): number {
  return /^\s*\d{1,9}\s*$/.test(text) ? Number.parseInt(text, 10) : Number.NaN
}

/** `2@8m+30s, 1@1h`: server, time of its restart, and how long after it the first page is made. Null if it is not so. */
function readRestarts(text: string) {
  const parts = text
    .split(',')
    .map(span)
    .filter((part) => part !== '')
  const read = parts.map((part) => /^(\d{1,4})@(\d{1,9}[smhd]?)(?:\+(\d{1,9}[smhd]?))?$/.exec(part))
  if (read.includes(null)) return null
  return read.map((match) => ({ server: Number(match?.[1]), at: match?.[2] ?? '', firstUse: match?.[3] ?? 0 }))
}
