import { spawn } from 'node:child_process'
import { InspectorError } from '../../../shared/contract/errors.ts'
import type { Project } from '../../../shared/model/project.ts'
import { createInspectorHost, type InspectorHost } from '../../core/host/inspector-host.ts'
import { startLocalServer } from '../../server/local-server.ts'
import { dataFolder } from '../data-folder.ts'
import { EXIT_CODES, type ExitCode } from '../exit-codes.ts'
import type { ProjectOptions } from '../project-options.ts'
import { refuseWithoutProject } from '../read-any-request.ts'
import { readRequest } from '../read-request.ts'
import { readFolder } from '../read-sources.ts'
import { pageFolder, productVersion, sampleFolder } from '../shipped-folders.ts'
import type { SourceOptions } from '../source-options.ts'

/** The options that only this command has. */
type ServeOptions = { readonly port?: number; readonly allow?: readonly string[]; readonly open: boolean }

type AllOptions = SourceOptions & ProjectOptions & ServeOptions

/**
 * `staticscope serve`: the window in a browser, for this machine alone, until it is interrupted.
 * @throws InspectorError for wrong use, and when the port cannot be had
 */
export async function serve(options: AllOptions, given: ReadonlySet<string>, signal: AbortSignal): Promise<ExitCode> {
  const roots = [
    ...(options.allow ?? ['.']).map((folder) => readFolder(folder, '--allow')),
    ...(options.project === undefined ? [] : [readFolder(options.project, '--project')]),
  ]
  const rendererFolder = pageFolder()
  // The host speaks before the server listens only if a job runs, and none does before a page asks.
  const listeners: Parameters<typeof createInspectorHost>[0]['emit'][] = []
  const host = createInspectorHost({
    dataFolder: dataFolder(),
    sampleFolder: sampleFolder(),
    roots,
    emit: (event) => listeners.forEach((listener) => listener(event)),
  })
  try {
    const project = await openNamed(host, options, given, signal)
    const openAt = project === null ? null : `#/preview/${project.id}`
    const server = await startLocalServer({
      host,
      port: options.port ?? 0,
      rendererFolder,
      openAt,
      version: productVersion(),
    })
    listeners.push(server.emit)
    process.stdout.write(`Staticscope is at ${server.url}\nPress Ctrl+C to stop.\n`)
    if (options.open) openBrowser(server.url)
    await untilAborted(signal)
    await server.close()
    return EXIT_CODES.fine
  } finally {
    await host.close()
  }
}

/** Opens what the command line names, if it names anything. */
async function openNamed(
  host: InspectorHost,
  options: AllOptions,
  given: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<Project | null> {
  const isNamed = [options.source, options.app, options.sample].some((named) => named !== undefined)
  if (options.project === undefined) {
    refuseWithoutProject(given)
    return isNamed ? host.openRequest(await readRequest(options), null) : null
  }
  if (isNamed || (options.staticRoot !== undefined && options.staticRoot !== 'configured'))
    throw new InspectorError(
      'bad-input',
      'With --project, the folders and STATIC_ROOT come from the settings: leave out --source, --app and --sample, and write --static-root configured.',
    )
  const [{ chooseProject }, { overridesOf }] = await Promise.all([
    import('../open-project.ts'),
    import('../read-project-request.ts'),
  ])
  const choice = await chooseProject(options, signal)
  const staticRoot = options.staticRoot === undefined ? 'clean' : 'configured'
  return host.openDjango(choice, { settings: overridesOf(options, given), staticRoot }, signal)
}

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve()
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
}

/** Asks the system to show an address. When it cannot, the printed address is enough. */
function openBrowser(url: string): void {
  const programs: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
    darwin: ['open', url],
    win32: ['rundll32', 'url.dll,FileProtocolHandler', url],
  }
  const [program, ...words] = programs[process.platform] ?? ['xdg-open', url]
  const child = spawn(program, words, { stdio: 'ignore', detached: true })
  child.on('error', () => undefined)
  child.unref()
}
