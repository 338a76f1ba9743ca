import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { createClient, type InspectorClient } from '../../../shared/contract/client.ts'
import { comparisonQuerySchema } from '../../../shared/model/comparison-view.ts'
import { viewQuerySchema } from '../../../shared/model/preview.ts'
import { createInspectorHost, type InspectorHost } from '../../core/host/inspector-host.ts'
import { createMemoryTransport } from '../../core/host/memory-transport.ts'

/** An engine that runs, with a page that asks it, in one process. All times are milliseconds. */
export class EngineSession {
  readonly host: InspectorHost
  readonly #client: InspectorClient
  /** The engine's data folder. */
  readonly data = mkdtempSync(join(tmpdir(), 'staticscope-bench-data-'))
  readonly #delay = monitorEventLoopDelay({ resolution: 1 })
  /** Timers and watchers of the engine let a process end. */
  readonly #alive = setInterval(() => undefined, 1000)
  #onEnd: (() => void) | null = null
  #onChange: (() => void) | null = null

  constructor() {
    const transport = createMemoryTransport(() => this.host)
    this.host = createInspectorHost({
      dataFolder: this.data,
      sampleFolder: this.data,
      roots: [],
      emit: transport.emit,
    })
    this.#client = createClient(transport, false)
    this.#client.onEvent((event) => {
      if (event.topic === 'job' && event.payload.state !== 'running') {
        if (event.payload.state !== 'done') throw new Error(`A job ended as ${event.payload.state}`)
        this.#onEnd?.()
      }
      if (event.topic === 'changed' && !event.payload.fresh) this.#onChange?.()
    })
    this.#delay.enable()
  }

  /** Runs the preview of a project until its first rows are here; the longest block of the engine meanwhile. */
  async preview(projectId: string): Promise<{ rows: number; longestBlock: number }> {
    this.#delay.reset()
    const begin = performance.now()
    const ended = new Promise<void>((resolve) => (this.#onEnd = resolve))
    await this.#client.call('preview.start', { projectId })
    await ended
    const query = viewQuerySchema.parse({})
    const { viewId } = await this.#client.call('view.open', { projectId, query, expanded: [] })
    await this.#client.call('view.rows', { viewId, offset: 0, limit: 100 })
    const rows = performance.now() - begin
    await this.#client.call('view.close', { viewId })
    return { rows, longestBlock: this.#delay.max / 1e6 }
  }

  /** Compares two releases of the store, from nothing to the first rows. */
  async compare(
    a: string,
    b: string,
  ): Promise<{ changed: number; compared: number; processor: number; rows: number; longestBlock: number }> {
    this.#delay.reset()
    const before = process.cpuUsage()
    const begin = performance.now()
    const ended = new Promise<void>((resolve) => (this.#onEnd = resolve))
    const { comparisonId } = await this.#client.call('compare.start', { a: { release: a }, b: { release: b } })
    await ended
    const compared = performance.now() - begin
    const { user, system } = process.cpuUsage(before)
    const query = comparisonQuerySchema.parse({})
    const { viewId } = await this.#client.call('compare.open', { comparisonId, query })
    await this.#client.call('compare.rows', { viewId, offset: 0, limit: 100 })
    const rows = performance.now() - begin - compared
    const longestBlock = this.#delay.max / 1e6
    const summary = await this.#client.call('compare.summary', { comparisonId })
    const changed = summary?.verdict.changedNames ?? 0
    return { changed, compared, processor: (user + system) / 1000, rows, longestBlock }
  }

  /** Begins to watch, as a page does that shows the project. Gives how long it took until all is watched. */
  async watch(projectId: string): Promise<number> {
    const begin = performance.now()
    await this.#client.call('preview.freshness', { projectId })
    return performance.now() - begin
  }

  /** Makes a change and gives how long it took until the page was told. */
  async change(make: () => void): Promise<number> {
    const told = new Promise<void>((resolve) => (this.#onChange = resolve))
    const begin = performance.now()
    make()
    await told
    return performance.now() - begin
  }

  async close(): Promise<void> {
    clearInterval(this.#alive)
    this.#delay.disable()
    await this.host.close()
    rmSync(this.data, { recursive: true, force: true })
  }
}

/** The middle one of some times. */
export function median(times: readonly number[]): number {
  return times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0
}
