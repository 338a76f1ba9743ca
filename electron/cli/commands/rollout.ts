import { readFile } from 'node:fs/promises'
import { rolloutRelease } from '../../../shared/analysis/rollout/find-uses.ts'
import { type Rollout, simulateRollout } from '../../../shared/analysis/rollout/simulate-rollout.ts'
import { topologyCards } from '../../../shared/analysis/rollout/topologies.ts'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { OUTCOMES, type Outcome } from '../../../shared/model/rollout.ts'
import { type RolloutPlan, TOPOLOGIES, type Topology, topologySchema } from '../../../shared/model/rollout-plan.ts'
import { writePieces, writeTextFile } from '../../core/files/write-text.ts'
import type { DeleteFormat } from '../../../shared/model/delete-format.ts'
import { deleteList } from '../../core/reports/rollout/delete-list.ts'
import { rolloutDocument } from '../../core/reports/rollout/rollout-document.ts'
import { rolloutHtml } from '../../core/reports/rollout/rollout-html.ts'
import { rolloutMarkdown } from '../../core/reports/rollout/rollout-markdown.ts'
import { planJsonSchema, readPlan } from '../../core/rollout/read-plan.ts'
import { EXIT_CODES, type ExitCode } from '../exit-codes.ts'
import { readMoment } from '../read-moment.ts'
import { keepText, rolloutText, topologiesText } from '../reporters/rollout-text.ts'
import type { MeansOptions, OutputOptions } from '../report-options.ts'
import { showDocument } from '../show-document.ts'
import { type StoreOptions, withStore } from '../store-options.ts'
import { type SideOptions, takeSide } from '../take-side.ts'
import { withMeans } from '../with-means.ts'

/** The options that all commands on a rollout of two releases share. */
export type PlayOptions = SideOptions &
  StoreOptions &
  OutputOptions &
  MeansOptions & { readonly topology?: string; readonly plan?: string; readonly at?: string }

export type RolloutOptions = PlayOptions & {
  /** True: on standard output. */
  readonly markdown?: true | string
  readonly html?: string
  readonly failOn: '500' | '404' | 'stale' | 'never'
}

/** The mildest outcome that ends the command with 1. */
const LIMITS: Readonly<Record<'500' | '404' | 'stale', Outcome>> = {
  '500': 'error-500',
  '404': 'missing-cached',
  stale: 'stale',
}

/**
 * `staticscope rollout A B`: who gets something wrong while B follows A.
 * @throws InspectorError for wrong use, a side that cannot be had, a plan that cannot be read, and cancelling
 */
export async function rollout(a: string, b: string, options: RolloutOptions, signal: AbortSignal): Promise<ExitCode> {
  const { played, at } = await play(a, b, options, signal)
  if (options.html !== undefined) await writeTextFile(options.html, rolloutHtml(played, at))
  if (typeof options.markdown === 'string') await writeTextFile(options.markdown, rolloutMarkdown(played, at))
  if (options.markdown === true && options.json !== true) await writePieces(process.stdout, rolloutMarkdown(played, at))
  await showDocument(
    options.markdown === true ? { ...options, quiet: true } : options,
    () => asJson(rolloutDocument(played, at)),
    (style) => rolloutText(rolloutDocument(played, at), style),
  )
  return reaches(played, options.failOn) ? EXIT_CODES.findings : EXIT_CODES.fine
}

/** `staticscope rollout topologies`. */
export async function rolloutTopologies(options: OutputOptions): Promise<ExitCode> {
  const cards = topologyCards()
  await showDocument(
    options,
    () => asJson(cards),
    (style) => topologiesText(cards, style),
  )
  return EXIT_CODES.fine
}

/** `staticscope rollout schema`: the JSON Schema of plan files. */
export async function rolloutSchema(): Promise<ExitCode> {
  await writePieces(process.stdout, asJson(planJsonSchema()))
  return EXIT_CODES.fine
}

/** `staticscope rollout keep A B`: until when each file of A must stay. @throws InspectorError as `rollout` */
export async function rolloutKeep(a: string, b: string, options: PlayOptions, signal: AbortSignal): Promise<ExitCode> {
  const { played } = await play(a, b, options, signal)
  const files = played.keep()
  await showDocument(
    options,
    () => asJson(files),
    (style) => keepText(files, played.head.plan, style),
  )
  return EXIT_CODES.fine
}

/** `staticscope rollout delete-list A B`: what may go at a time; text alone. @throws InspectorError as `rollout` */
export async function rolloutDeleteList(
  a: string,
  b: string,
  options: PlayOptions & { readonly format: DeleteFormat },
  signal: AbortSignal,
): Promise<ExitCode> {
  const { played, at } = await play(a, b, options, signal)
  if (at === null) throw new InspectorError('bad-input', 'Name the time of the deletion: --at +7d, or --at 18:00.')
  const pieces = (): Iterable<string> => deleteList(played.keep(), at, options.format)
  await showDocument(
    options,
    () => asJson([...deleteList(played.keep(), at, 'list')].map((line) => line.trimEnd())),
    pieces,
  )
  return EXIT_CODES.fine
}

async function play(
  a: string,
  b: string,
  options: PlayOptions,
  signal: AbortSignal,
): Promise<{ readonly played: Rollout; readonly at: number | null }> {
  const plan = await planOf(options)
  const at = options.at === undefined ? null : readMoment(options.at, plan.startsAt)
  const played = await withStore(options, (store) =>
    withMeans(options, signal, async (means) => {
      const sideA = await takeSide(a, store, options, means)
      const sideB = await takeSide(b, store, options, means)
      return simulateRollout(rolloutRelease(sideA), rolloutRelease(sideB), plan)
    }),
  )
  return { played, at }
}

async function planOf({ topology, plan }: PlayOptions): Promise<RolloutPlan> {
  const named = topology === undefined ? null : readTopology(topology)
  if (plan !== undefined) return readPlan(await readPlanFile(plan), plan, named)
  if (named === null)
    throw new InspectorError(
      'bad-input',
      `Name the topology (--topology ${TOPOLOGIES.join(', ')}) or a plan (--plan FILE).`,
    )
  return readPlan('', '', named)
}

function readTopology(text: string): Topology {
  const parsed = topologySchema.safeParse(text)
  if (parsed.success) return parsed.data
  throw new InspectorError('bad-input', `--topology ${text} is not known. Write one of ${TOPOLOGIES.join(', ')}.`)
}

async function readPlanFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    throw new InspectorError(
      'unreadable',
      `The plan ${file} cannot be read. Check that the file is there and may be read.`,
      {
        cause: error,
      },
    )
  }
}

function reaches({ hazards }: Rollout, level: RolloutOptions['failOn']): boolean {
  if (level === 'never') return false
  const limit = OUTCOMES.indexOf(LIMITS[level])
  return hazards.some(
    ({ hazard: { outcome, condition } }) =>
      OUTCOMES.indexOf(outcome) <= limit && (condition === 'always' || condition === 'moment'),
  )
}

function asJson(value: unknown): string[] {
  return [JSON.stringify(value, null, 2), '\n']
}
