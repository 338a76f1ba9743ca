import { readFileSync } from 'node:fs'
import type { CheckedReference } from '../../../shared/model/check.ts'
import { DEFAULT_COLLECT_SETTINGS } from '../../../shared/model/collect-settings.ts'
import { checkReferences } from '../../core/check/check-references.ts'
import { collectToFolder } from '../../core/collect/collect-to-folder.ts'
import type { SourceFolder } from '../../core/collect/preview-result.ts'
import { decodeText } from '../../core/references/read-packed.ts'
import { prepareJavaScript } from '../../core/references/javascript.ts'
import { readReferences } from '../../core/references/read-references.ts'
import { AskingBrowser } from './ask-browser.ts'
import { type JudgedFile, judgeRequests } from './judge-requests.ts'
import { sampleReferences } from './sample-references.ts'
import { CollectedServer } from './serve-collected.ts'

/** What was compared. */
export type ComparedRequests = {
  readonly browser: string
  /** References of the whole folder, source maps' own entries included. */
  readonly references: number
  readonly sampled: ReadonlySet<CheckedReference>
  /** Each file of the sample, with all of its references. */
  readonly files: readonly JudgedFile[]
}

const work = { signal: new AbortController().signal, report: () => undefined, facts: null }

/**
 * Collects folders, samples references over them, has a real browser load each of their files from the collected folder,
 * and holds its requests against the verdicts of the check.
 * @param output folder to collect into: new or empty
 * @param executable file of a Chromium
 */
export async function compareRequests(
  folders: readonly SourceFolder[],
  output: string,
  executable: string,
  count: number,
  seed: number,
  progress: (done: number, total: number) => void = () => undefined,
): Promise<ComparedRequests> {
  const settings = { ...DEFAULT_COLLECT_SETTINGS, order: 'sorted' as const }
  const preview = await collectToFolder(
    { settings, sources: folders, staticRoot: null },
    output,
    { keepGoing: true },
    work,
  )
  const { files, served } = await checkReferences(
    { preview, templateFolders: null, python: new Map(), accepted: [] },
    work,
  )
  const sources = new Map(preview.files.map(({ name, source }) => [name, source]))
  const hashed = new Map(preview.files.map(({ name, hashedName }) => [name, hashedName]))
  const sample = sampleReferences(files, count, seed)
  await prepareJavaScript()
  const server = new CollectedServer(output)
  const browser = await AskingBrowser.start(executable)
  try {
    await server.start()
    const judged: JudgedFile[] = []
    for (const name of sample.keys()) {
      progress(judged.length, sample.size)
      const references = files.get(name) ?? []
      // Places are those of the source; calls are not rewritten.
      const text = decodeText(readFileSync(sources.get(name) ?? ''))
      const reading = readReferences(name, text)
      const place = {
        servedAs: served.servedAs,
        hashedName: (target: string) => hashed.get(target) ?? null,
        documentBase: reading?.documentBase ?? null,
        importMap: reading?.importMap ?? null,
      }
      const answer = await browser.ask(server, served.servedAs(name), text, references)
      judged.push(judgeRequests(name, text, references, answer, place))
    }
    return {
      browser: browser.version,
      references: [...files.values()].reduce((sum, list) => sum + list.length, 0),
      sampled: new Set([...sample.values()].flat()),
      files: judged,
    }
  } finally {
    await browser.close()
    server.close()
  }
}
