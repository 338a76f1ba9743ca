import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { actsOf } from '../../../shared/analysis/rollout/plan-acts.ts'
import type { RolloutRelease } from '../../../shared/analysis/rollout/find-uses.ts'
import type { Outcome, ReleaseSide } from '../../../shared/model/rollout.ts'
import { hangUp } from './ask.ts'
import { compareSpan } from './compare-span.ts'
import { EdgeMemory } from './edge-memory.ts'
import { foresee } from './foresee.ts'
import { AnswerJudge } from './judge-answer.ts'
import { nothingSeen, Observer } from './observer.ts'
import { Places } from './places.ts'
import { type Programs, RealWorld } from './real-world.ts'
import type { RolloutSet } from './rollout-set.ts'
import { takeReleases } from './take-releases.ts'
import { Visitor } from './visitor.ts'

/** How one rollout went beside its model. */
export type Played = {
  readonly spans: number
  readonly looks: number
  readonly requests: number
  readonly agreements: number
  readonly outcomes: ReadonlySet<Outcome>
  readonly disagreements: readonly string[]
}

/**
 * Plays a plan with real releases, processes, restarts and deletions, and holds every answer against the model. All that
 * it starts has ended, and its folder is gone, when it is done.
 */
export async function playBeside(set: RolloutSet, programs: Programs): Promise<Played> {
  const places = new Places(mkdtempSync(join(tmpdir(), 'rollout-')), set)
  const world = new RealWorld(set, places, programs)
  try {
    await world.start()
    const releases = await takeReleases(set, world)
    return await play(set, world, releases)
  } finally {
    hangUp()
    await world.stop()
    rmSync(places.home, { recursive: true, force: true })
  }
}

async function play(
  set: RolloutSet,
  world: RealWorld,
  { a, b }: Readonly<Record<ReleaseSide, RolloutRelease>>,
): Promise<Played> {
  const edges = new EdgeMemory(world.places, set.plan)
  const observer = new Observer(set, world, { visitor: new Visitor(world), judge: new AnswerJudge(world), edges })
  const spans = foresee(a, b, set.plan)
  const acts = actsOf(set.plan)
  const outcomes = new Set<Outcome>()
  const disagreements: string[] = []
  let [agreements, looks, changes, before] = [0, 0, 0, -1]
  for (const [index, span] of spans.entries()) {
    const seen = nothingSeen()
    const last = span.to === Infinity ? span.from : span.to - 1
    let hasHalfStates = false
    const isCollected = [...span.world.storages.values()].some(
      ({ copying, rewriting }) => copying !== null || rewriting !== null,
    )
    if (isCollected && !acts.some(({ kind, at }) => kind === 'collect-start' && at === span.from))
      throw new Error(
        `${set.title}: at ${span.from} a page or an answer ends while a collect goes on; choose other times`,
      )
    const due = acts.filter(({ at }) => before < at && at <= span.from)
    before = span.from
    if (due.length > 0) {
      edges.at(last, index)
      await world.act(due, async () => {
        hasHalfStates = true
        changes++
        await observer.look(last, seen, 'moment', changes)
      })
      changes++
    }
    edges.at(span.from, index)
    await observer.look(span.from, seen, last === span.from && span.to !== Infinity ? 'calm' : 'no', changes)
    if (last > span.from) {
      edges.at(last, index)
      await observer.look(last, seen, 'calm', changes)
    }
    const compared = compareSpan(span, seen, hasHalfStates)
    agreements += compared.agreements
    looks += seen.looks
    for (const outcome of compared.outcomes) outcomes.add(outcome)
    for (const text of compared.disagreements) disagreements.push(`${span.from}–${span.to}: ${text}`)
  }
  return { spans: spans.length, looks, requests: observer.requests, agreements, outcomes, disagreements }
}
