import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createClient, type InspectorClient } from '../../../shared/contract/client.ts'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type { Job } from '../../../shared/model/job.ts'
import type { Preview, PreviewRequest } from '../collect/preview-result.ts'
import { outlineOf, previewFile } from '../preview/outline-fixture.ts'
import type { EngineFunctions } from './engine-functions.ts'
import { createInspectorHost, type InspectorHost } from './inspector-host.ts'
import { createMemoryTransport } from './memory-transport.ts'

/** The one error of the made-up preview. */
export const ERROR = {
  name: 'shop/site.css',
  type: 'ValueError',
  message: "The file 'shop/img/gone.png' could not be found",
  step: 'reference',
  line: 3,
  column: 14,
  matched: 'url(img/gone.png)',
  target: 'shop/img/gone.png',
} as const

/** The one finding of the made-up preview. */
export const FINDING = {
  code: 'missing-target',
  severity: 'error',
  name: 'shop/site.css',
  line: 3,
  column: 14,
  target: 'shop/img/gone.png',
  message: 'shop/img/gone.png is in no source folder.',
} as const

/** A made-up preview: three files, one of them broken. What only the engine itself looks at is left out. */
export function shopPreview(request: PreviewRequest): Preview {
  const files = [
    previewFile('shop/site.css', { errors: 1, findings: 1, action: 'failed' }),
    previewFile('shop/img/logo.png', { size: 300 }),
    previewFile('robots.txt'),
  ]
  const preview: Omit<Preview, 'evidence'> = {
    ...outlineOf(files, { errors: [ERROR], findings: [FINDING] }),
    request,
    rules: { series: '5.2', family: 'C', newerThanKnown: false },
    storageClass: 'django.contrib.staticfiles.storage.ManifestStaticFilesStorage',
    succeeds: false,
    firstError: ERROR,
    counts: {
      files: 3,
      bytes: 320,
      copied: 3,
      linked: 0,
      unmodified: 0,
      replaced: 0,
      deleted: 0,
      hashed: 2,
      postProcessed: 2,
      rewritten: 0,
      shadowed: 0,
      notCollected: 0,
      compressed: 0,
      errors: 1,
      brokenFiles: 1,
      findings: 1,
    },
    summaryLine: "3 static files copied to '<STATIC_ROOT>', 2 post-processed.",
    manifest: null,
    orderDependent: false,
  }
  return preview as Preview
}

/** An engine whose previews are made up; it stands in where the work itself is not what a test is about. */
const QUICK_ENGINE: EngineFunctions = {
  previewStatic: (request, { report }) => {
    report({ step: 'Reading files', done: 3, total: 3 })
    return Promise.resolve(shopPreview(request))
  },
  describeFile: (preview, name) => {
    const file = preview.files.find((one) => one.name === name)
    const provider = preview.providers[file?.provider ?? 0]
    if (file === undefined || provider === undefined)
      return Promise.reject(new InspectorError('not-found', `${name} is not collected.`))
    return Promise.resolve({
      name,
      hashedName: null,
      url: null,
      action: file.action,
      actionReason: 'The destination is empty.',
      provider,
      source: file.source,
      size: file.size,
      outputSize: null,
      md5: null,
      adjustable: true,
      candidates: [],
      referencesOut: [],
      usedBy: [],
      compressed: [],
      errors: [],
      findings: [],
    })
  },
  readContent: (_preview, _name, side, firstLine) =>
    Promise.resolve({
      kind: 'text',
      side,
      totalLines: 9,
      firstLine,
      lines: [{ text: 'a { }', marks: [], cut: false }],
      image: null,
      size: 5,
    }),
  checkFreshness: () => Promise.resolve({ fresh: false, added: 1, removed: 0, changed: 2 }),
}

/** A host in a folder of its own, with a client whose outputs are checked. */
export class HostFixture {
  /** Holds `shop/static`, `shop/vendor`, `blog/static`, `sample/site`, and the host's own `data`. */
  readonly folder: string
  client: InspectorClient
  host: InspectorHost
  #ended: Job[] = []
  #waiting: ((job: Job) => void)[] = []

  constructor(engine: Partial<EngineFunctions> = {}) {
    this.folder = realpathSync(mkdtempSync(join(tmpdir(), 'inspector-host-')))
    for (const path of ['shop/static/shop/img', 'shop/vendor', 'blog/static', 'sample/site'])
      mkdirSync(join(this.folder, path), { recursive: true })
    writeFileSync(join(this.folder, 'shop/static/robots.txt'), '')
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
      { ...QUICK_ENGINE, ...engine },
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
