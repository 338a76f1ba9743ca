import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { Act } from '../../../shared/analysis/rollout/plan-acts.ts'
import { placesOf } from '../../../shared/analysis/rollout/world.ts'
import type { ReleaseSide } from '../../../shared/model/rollout.ts'
import { ask } from './ask.ts'
import { CollectInSteps } from './collect-in-steps.ts'
import { COLLECTED, layRelease, pagesOf, setAge, sourceOf } from './lay-releases.ts'
import { type FrontPrograms, edgeOrder, originOrder } from './nginx.ts'
import type { Places } from './places.ts'
import type { RolloutSet } from './rollout-set.ts'
import { type CollectAct, isCollectStart, RunningCollects } from './running-collects.ts'
import { type RunningServer, ServerStarter } from './server-starter.ts'

/** A process with the code of a release. */
export type RealProcess = {
  readonly server: number
  readonly side: ReleaseSide
  readonly socket: string
  readonly running: RunningServer
}

/** Whose plain copies lie in a storage: those of a release, none, or, while a collect goes on, some of this and some of that. */
export type PlainCopies = ReleaseSide | 'none' | 'mixed'

/** The programs that a world is made of. `packages`: a folder with gunicorn. */
export type Programs = {
  readonly python: string
  readonly packages: string
  readonly front: FrontPrograms & { readonly kind: 'ready' }
}

const manifestSchema = z.object({ paths: z.record(z.string(), z.string()) })

/** Real releases, storages, processes and proxies, in which the acts of a plan are done. */
export class RealWorld {
  readonly places: Places
  readonly #set: RolloutSet
  readonly #programs: Programs
  readonly #starter: ServerStarter
  readonly #servers = new Map<number, RealProcess>()
  readonly #collects: RunningCollects
  readonly #others: RunningServer[] = []
  readonly #used = new WeakSet<RunningServer>()
  #extra = 0

  constructor(set: RolloutSet, places: Places, programs: Programs) {
    this.places = places
    this.#set = set
    this.#programs = programs
    this.#starter = new ServerStarter(programs.python, programs.packages)
    this.#collects = new RunningCollects(set.plan, set.half, places, programs.python)
  }

  /** Lays both releases, collects A (in images B too), starts the servers of A and lets each render a page. */
  async start(): Promise<void> {
    const { plan, django } = this.#set
    for (const side of ['a', 'b'] as const) {
      layRelease(side, this.places.checkout(side), django)
      const root = this.places.pristine(side)
      const env = this.places.environment(side, root, join(this.places.home, `pristine-image-${side}`))
      await this.#collect(side, { ...env, RELEASE_ID: 'only' })
    }
    const inImage = plan.topology === 'files-in-image'
    for (const storage of new Set([...this.#storages(), ...(inImage ? ['b'] : [])])) {
      const side = storage === 'b' ? 'b' : 'a'
      await this.#collect(side, this.places.environment(side, this.places.root(storage)))
      setAge(this.places.root(storage), COLLECTED)
    }
    if (plan.topology === 'manifest-in-image')
      await this.#collect('b', this.places.environment('b', join(this.places.home, 'build-b')))
    if (plan.topology === 'folder-per-release') mkdirSync(this.places.root('b'), { recursive: true })
    for (let server = 1; server <= plan.servers; server++) {
      await this.#run(server, 'a')
      await this.use(this.#server(server))
    }
    this.#serve(0, 'a')
    for (const order of [originOrder, edgeOrder])
      this.#others.push(await this.#starter.start(order(this.#programs.front, this.places, plan)))
  }

  /** The servers, by number. */
  get servers(): readonly RealProcess[] {
    return [...this.#servers.values()]
  }

  /**
   * Does what the plan does at one time. Collects that start together change their files in turn.
   * @param look called whenever a collect stands still with files half changed
   */
  async act(acts: readonly Act[], look: () => Promise<void>): Promise<void> {
    const starts = acts.filter(isCollectStart)
    for (const act of acts)
      if (!isCollectStart(act)) await this.#do(act)
      else if (act === starts[0]) await this.#startCollects(starts, look)
  }

  async #startCollects(starts: readonly CollectAct[], look: () => Promise<void>): Promise<void> {
    const { plan, stops } = this.#set
    for (const act of starts) {
      if (plan.collect.manifest === 'first') this.#putManifest(act)
      this.#collects.start(act)
    }
    await look()
    await this.#collects.saveAll(starts, async ({ what }) => {
      if (stops === 'each' || what === 'deleted') await look()
    })
  }

  async #do(act: Act): Promise<void> {
    switch (act.kind) {
      case 'collect-start':
        throw new Error('collects start together')
      case 'collect-saved':
        await this.#collects.of(act).runTo('manifest-next')
        break
      case 'collect-copied':
        throw new Error('a collect onto a disk does not tell when all plain copies are there')
      case 'manifest-begun':
        await this.#collects.of(act).runTo('manifest-half')
        break
      case 'collect-end':
        await this.#collects.finish(act)
        break
      case 'switch':
      case 'rollback':
        for (const server of act.servers) {
          await this.#run(server, act.kind === 'switch' ? 'b' : 'a')
          await this.use(this.#server(server))
        }
        break
      case 'restart':
        await this.#run(act.server, this.#server(act.server).side)
        break
      case 'first-use':
        await this.use(this.#server(act.server))
        break
      case 'clean-up':
        this.#cleanUp()
        break
    }
  }

  /** Starts a process more, with the code of a release and what a server has beside it. It ends with the world. */
  async runBeside(server: number, side: ReleaseSide): Promise<RealProcess> {
    const name = `x${++this.#extra}`
    const running = await this.#gunicorn(name, server, side)
    this.#others.push(running)
    const process = { server, side, socket: this.places.socket(name), running }
    await this.use(process)
    return process
  }

  /** Has a process render a page with `{% static %}`, whatever comes of it. */
  async use({ socket, side, running }: RealProcess): Promise<void> {
    const [page = ''] = pagesOf(side)
    await ask(socket, `/${page}`)
    this.#used.add(running)
  }

  /** Whether a process has needed its manifest: for a page, or, with WhiteNoise, when it started. */
  hasNeeded({ running }: RealProcess): boolean {
    return this.#set.plan.serving === 'whitenoise' || this.#used.has(running)
  }

  /** The manifest that a process of a release on a server would read now; null if there is none. */
  manifestOf(side: ReleaseSide, server: number): string | null {
    const path = this.places.manifest(side, server)
    return existsSync(path) ? readFileSync(path, 'utf8') : null
  }

  /** Whose plain copies lie beside a process. */
  plainCopiesOf({ server, side }: RealProcess): PlainCopies {
    const root = this.places.root(placesOf(this.#set.plan, server, side).storage)
    const whose = (['a', 'b'] as const).filter((release) =>
      [...this.namesOf(release).keys()].every((name) => {
        const path = join(root, name)
        return existsSync(path) && readFileSync(path, 'utf8') === sourceOf(release, name)
      }),
    )
    if (whose[0] !== undefined) return whose[0]
    const names = [...this.namesOf('a').keys(), ...this.namesOf('b').keys()]
    return names.some((name) => existsSync(join(root, name))) ? 'mixed' : 'none'
  }

  /** Logical name to stored name, as a collect of the release alone writes it. */
  namesOf(side: ReleaseSide): ReadonlyMap<string, string> {
    const { paths } = manifestSchema.parse(JSON.parse(readFileSync(this.#pristineManifest(side), 'utf8')))
    return new Map(Object.entries(paths))
  }

  /** Ends all that runs. */
  async stop(): Promise<void> {
    const running = [...this.#servers.values()].map((process) => process.running)
    const all = [...this.#others, ...running, this.#collects]
    await Promise.all(all.map((one) => one.stop()))
    await this.#starter.stop()
  }

  /** The manifest that a collect of a release alone has written. */
  #pristineManifest(side: ReleaseSide): string {
    const root = this.places.pristine(side)
    const folders = [root, join(root, 'releases', 'only'), join(this.places.home, `pristine-image-${side}`)]
    const path = folders
      .flatMap((folder) => [join(folder, 'staticfiles.json'), join(folder, 'staticfiles-only.json')])
      .find((file) => existsSync(file))
    if (path === undefined) throw new Error(`the collect of ${side} alone left no manifest`)
    return path
  }

  /** Lays the whole manifest of a release beside files that are not there yet, as a copying tool may do. */
  #putManifest({ side, storage }: CollectAct): void {
    const path = this.places.manifestIn(side, storage)
    mkdirSync(dirname(path), { recursive: true })
    copyFileSync(this.#pristineManifest(side), path)
  }

  async #collect(side: ReleaseSide, env: NodeJS.ProcessEnv): Promise<void> {
    const collect = new CollectInSteps(this.#programs.python, this.places.checkout(side), env, [])
    try {
      await collect.finish()
    } finally {
      await collect.stop()
    }
  }

  #storages(): string[] {
    const { plan } = this.#set
    return Array.from({ length: plan.servers }, (_, index) => placesOf(plan, index + 1, 'a').storage)
  }

  async #run(server: number, side: ReleaseSide): Promise<void> {
    await this.#servers.get(server)?.running.stop()
    const running = await this.#gunicorn(`g${server}`, server, side)
    this.#servers.set(server, { server, side, socket: this.places.socket(`g${server}`), running })
    this.#serve(server, side)
  }

  /** What Nginx hands out for a server is changed in one step, as a deploy would do it. */
  #serve(server: number, side: ReleaseSide): void {
    const { storage } = placesOf(this.#set.plan, server, side)
    const root = this.places.root(storage)
    const served = this.places.served(server)
    mkdirSync(served, { recursive: true })
    symlinkSync(this.#set.plan.topology === 'folder-per-release' ? dirname(root) : root, join(served, 'next'))
    renameSync(join(served, 'next'), join(served, 'static'))
  }

  #gunicorn(name: string, server: number, side: ReleaseSide): Promise<RunningServer> {
    const { storage } = placesOf(this.#set.plan, server, side)
    const socket = this.places.socket(name)
    const options = ['--workers', '1', '--bind', `unix:${socket}`, '--log-level', 'warning']
    const env = this.places.environment(side, this.places.root(storage))
    const site = ['--chdir', this.places.checkout(side), 'rollout_site.wsgi:application']
    return this.#starter.start({
      program: null,
      arguments: [...options, ...site],
      env,
      socket,
      path: '/-/table',
      log: this.places.log(name),
    })
  }

  /** Files under hashed names that only A has go, or the folder that is A's alone. */
  #cleanUp(): void {
    const { topology } = this.#set.plan
    if (topology === 'files-in-image') return
    if (topology === 'folder-per-release') {
      rmSync(this.places.root('a'), { recursive: true })
      return
    }
    const kept = new Set(this.namesOf('b').values())
    for (const storage of new Set(this.#storages()))
      for (const name of this.namesOf('a').values())
        if (!kept.has(name))
          for (const ending of ['', '.gz', '.br'])
            rmSync(join(this.places.root(storage), name + ending), { force: true })
  }

  #server(server: number): RealProcess {
    const process = this.#servers.get(server)
    if (process === undefined) throw new Error(`there is no server ${server}`)
    return process
  }
}
