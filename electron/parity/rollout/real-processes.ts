import { z } from 'zod'
import { switchEnd } from '../../../shared/analysis/rollout/plan-acts.ts'
import { placesOf } from '../../../shared/analysis/rollout/world.ts'
import type { RolloutPlan } from '../../../shared/model/rollout-plan.ts'
import type { Condition, NameTable, ReleaseSide } from '../../../shared/model/rollout.ts'
import { ask } from './ask.ts'
import type { AnswerJudge } from './judge-answer.ts'
import type { Seen } from './observer.ts'
import type { RealProcess, RealWorld } from './real-world.ts'

const tableSchema = z.object({ names: z.record(z.string(), z.string()).nullable() })
const manifestSchema = z.object({ paths: z.record(z.string(), z.string()) })

/** A process that sends pages, the table that it holds, and how sure it is that there is one. */
export type FoundProcess = RealProcess & { readonly condition: Condition; readonly table: NameTable }
type Restarted = FoundProcess & { readonly place: string }

/** The processes of the servers, and those that there may be: restarted at any time, or back at A. */
export class RealProcesses {
  readonly #plan: RolloutPlan
  readonly #world: RealWorld
  readonly #judge: AnswerJudge
  readonly #restarted: Restarted[] = []
  #back: { readonly key: string; readonly processes: FoundProcess[] } = { key: '', processes: [] }

  constructor(plan: RolloutPlan, world: RealWorld, judge: AnswerJudge) {
    this.#plan = plan
    this.#world = world
    this.#judge = judge
  }

  /** Those that were back at A when they were looked for last. */
  get back(): readonly FoundProcess[] {
    return this.#back.processes
  }

  /** @param at seconds after the start @param changes how often the world has changed */
  async find(at: number, seen: Seen, changes: number): Promise<FoundProcess[]> {
    const certain: FoundProcess[] = []
    for (const process of this.#world.servers) {
      const table = await this.#tableOf(process)
      seen.tables.set(process.server, table)
      // Before its first use a process sends no page.
      if (table === null) continue
      if (table === 'other') seen.oddities.push(`server ${process.server} has the table ${table}`)
      else certain.push({ ...process, table, condition: 'always' })
    }
    const sure = new Set(certain.map((process) => `${process.side} ${process.table}`))
    const restarted = (await this.#mayHaveRestarted(seen)).filter(({ side, table }) => !sure.has(`${side} ${table}`))
    return [...certain, ...restarted, ...(await this.#mayBeBack(at, changes))]
  }

  /** A process more for each code that runs and each state of its manifest. */
  async #mayHaveRestarted(seen: Seen): Promise<FoundProcess[]> {
    const plan = this.#plan
    if (!plan.recycling) return []
    const placeOf = ({ server, side }: RealProcess): string => `${side} ${placesOf(plan, server, side).manifest}`
    const alive = new Map(this.#world.servers.map((process) => [placeOf(process), process]))
    // Code that is replaced everywhere does not come back with its old processes.
    for (const process of this.#restarted.filter(({ place }) => !alive.has(place))) await this.#forget(process)
    for (const process of this.#restarted.filter(({ table }) => table === 'unreadable')) {
      const [read, lies] = [await this.#tableOf(process), this.#tableOfManifest(process.side, process.server)]
      if (read !== lies) seen.oddities.push(`a process that could not read its manifest has ${read} where ${lies} lies`)
      if (read !== 'unreadable') await this.#forget(process)
    }
    for (const [place, { side, server }] of alive) {
      const table = this.#tableOfManifest(side, server)
      if (this.#restarted.some((process) => process.place === place && process.table === table)) continue
      const process = await this.#world.runBeside(server, side)
      const read = await this.#tableOf(process)
      if (read === null || read === 'other') throw new Error(`a process of ${side} has read no table`)
      this.#restarted.push({ ...process, table: read, condition: 'restart', place })
    }
    return this.#restarted
  }

  async #forget(process: Restarted): Promise<void> {
    await process.running.stop()
    this.#restarted.splice(this.#restarted.indexOf(process), 1)
  }

  /** A process of A for each server, in the time in which one may go back. */
  async #mayBeBack(at: number, changes: number): Promise<FoundProcess[]> {
    const plan = this.#plan
    const end = switchEnd(plan)
    if (at < end || at >= end + plan.rollbackWindow || (plan.rollback !== null && at >= plan.rollback.at)) return []
    if (this.#back.key === String(changes)) return this.#back.processes
    const processes: FoundProcess[] = []
    const seen = new Set<string>()
    for (const { server } of this.#world.servers) {
      const { manifest, storage } = placesOf(plan, server, 'a')
      const key = `${manifest} ${storage} ${plan.sticky ? server : ''}`
      if (seen.has(key)) continue
      seen.add(key)
      const process = await this.#world.runBeside(server, 'a')
      const table = await this.#tableOf(process)
      if (table === null || table === 'other') throw new Error('a process that is back at A has read no table')
      processes.push({ ...process, table, condition: 'rollback' })
    }
    this.#back = { key: String(changes), processes }
    return processes
  }

  #tableOfManifest(side: ReleaseSide, server: number): NameTable | 'other' | null {
    const text = this.#world.manifestOf(side, server)
    if (text === null) return 'empty'
    const paths = pathsOf(text)
    return paths === null ? 'unreadable' : this.#judge.tableOf(paths)
  }

  /** What a process holds; one that needed its manifest and has none tries again at each request. */
  async #tableOf(process: RealProcess): Promise<NameTable | 'other' | null> {
    const table = await this.#askTable(process)
    if (table !== null || !this.#world.hasNeeded(process)) return table
    await this.#world.use(process)
    return (await this.#askTable(process)) ?? 'unreadable'
  }

  async #askTable({ socket }: RealProcess): Promise<NameTable | 'other' | null> {
    const { body } = await ask(socket, '/-/table')
    return this.#judge.tableOf(tableSchema.parse(JSON.parse(body)).names)
  }
}

/** The names in a manifest; null where it is half written. */
function pathsOf(text: string): Readonly<Record<string, string>> | null {
  try {
    return manifestSchema.parse(JSON.parse(text)).paths
  } catch (error) {
    if (error instanceof SyntaxError) return null
    throw error
  }
}
