import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient, type InspectorClient } from '../../../shared/contract/client.ts'
import type { Job } from '../../../shared/model/job.ts'
import { REAL_ENGINE, type EngineFunctions } from './engine-functions.ts'
import { createInspectorHost, type InspectorHost } from './inspector-host.ts'
import { createMemoryTransport } from './memory-transport.ts'

/** Its third line asks for a file that is not there. */
const BROKEN_CSS = 'a { background: url(img/logo.png) }\n\nb { background: url(img/gone.png) }\n'

/** A host in a folder of its own, with a client whose outputs are checked. */
export class HostFixture {
  /** Holds `shop/static` (three files, one of them broken), `shop/vendor`, `blog/static`, `sample/release-42/site` and the host's `data`. */
  readonly folder: string
  client: InspectorClient
  host: InspectorHost
  #ended: Job[] = []
  #waiting: ((job: Job) => void)[] = []

  /** @param engine parts of the engine to be replaced, where a test is about what the work itself cannot be made to do */
  constructor(engine: Partial<EngineFunctions> = {}) {
    this.folder = realpathSync(mkdtempSync(join(tmpdir(), 'inspector-host-')))
    for (const path of ['shop/static/shop/img', 'shop/vendor', 'blog/static', 'sample/release-42/site'])
      mkdirSync(join(this.folder, path), { recursive: true })
    writeFileSync(join(this.folder, 'shop/static/robots.txt'), 'User-agent: *\n')
    writeFileSync(join(this.folder, 'shop/static/shop/img/logo.png'), 'not really an image')
    writeFileSync(join(this.folder, 'shop/static/shop/site.css'), BROKEN_CSS)
    const { host, client } = this.#connect(engine)
    this.host = host
    this.client = client
  }

  /** Ends the host and starts another one on the same folders. */
  async restart(): Promise<void> {
    await this.host.close()
    const { host, client } = this.#connect({})
    this.host = host
    this.client = client
  }

  async close(): Promise<void> {
    await this.host.close()
    rmSync(this.folder, { recursive: true })
  }

  /** The next job that ends. */
  nextEnd(): Promise<Job> {
    const known = this.#ended.shift()
    return known === undefined ? new Promise((resolve) => this.#waiting.push(resolve)) : Promise.resolve(known)
  }

  /** A grant for a folder below `folder`, as a page gets it: step by step from the root. */
  async granted(path: string): Promise<string> {
    let [{ id } = { id: '' }] = await this.client.call('grants.roots', {})
    for (const folder of path.split('/')) id = (await this.client.call('grants.narrow', { grantId: id, folder })).id
    return id
  }

  /** Opens `shop/static` and gives the project's id. */
  async openShop(): Promise<string> {
    const sources = [{ grantId: await this.granted('shop/static') }]
    const project = await this.client.call('projects.openFolders', { sources, staticRootGrantId: null, settings: {} })
    return project.id
  }

  /** Opens `shop/static`, waits for its preview and gives the project's id. */
  async previewShop(): Promise<string> {
    const projectId = await this.openShop()
    await this.client.call('preview.start', { projectId })
    await this.nextEnd()
    return projectId
  }

  #connect(engine: Partial<EngineFunctions>): { host: InspectorHost; client: InspectorClient } {
    const transport = createMemoryTransport(() => host)
    const host = createInspectorHost(
      {
        dataFolder: join(this.folder, 'data'),
        sampleFolder: join(this.folder, 'sample'),
        roots: [this.folder],
        emit: transport.emit,
      },
      { ...REAL_ENGINE, ...engine },
    )
    const client = createClient(transport, true)
    client.onEvent((event) => {
      if (event.topic !== 'job' || event.payload.state === 'running') return
      const waiter = this.#waiting.shift()
      if (waiter === undefined) this.#ended.push(event.payload)
      else waiter(event.payload)
    })
    return { host, client }
  }
}
