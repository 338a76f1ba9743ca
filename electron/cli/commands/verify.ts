import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRequest } from '../../core/projects/project-request.ts'
import { type VerifiedProject, verifyProject } from '../../core/verify/verify-project.ts'
import { EXIT_CODES, type ExitCode } from '../exit-codes.ts'
import { openProject } from '../open-project.ts'
import type { ProjectOptions } from '../project-options.ts'
import type { MeansOptions, OutputOptions } from '../report-options.ts'
import type { CollectstaticWords } from '../source-options.ts'
import { createStyle, wantsColours } from '../style.ts'
import { withMeans } from '../with-means.ts'
import { writePieces, writeTextFile } from '../../core/files/write-text.ts'

/** Collecting takes longer than loading settings. */
const USUAL_SECONDS = 900

/**
 * `staticscope verify`: runs a project's real collectstatic into a temporary folder and holds the preview against it.
 * @param given names of the options that stand on the command line
 * @returns findings when anything differs
 * @throws InspectorError for wrong use, no consent, a project that cannot be read, and cancelling
 */
export async function verify(
  options: ProjectOptions & CollectstaticWords & OutputOptions & MeansOptions,
  given: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<ExitCode> {
  const { facts, plan } = await openProject(options, signal)
  const settings = {
    ignore: [...(options.ignore ?? [])],
    defaultIgnore: options.defaultIgnore,
    clear: options.clear ?? false,
    link: options.link ?? false,
    postProcess: options.postProcess,
  }
  const request = projectRequest(facts, { settings, staticRoot: null, hasOutput: false })
  const timeLimitMs = given.has('timeout') ? plan.order.timeLimitMs : USUAL_SECONDS * 1000
  const patient = { ...plan, order: { ...plan.order, timeLimitMs } }
  const folder = mkdtempSync(join(tmpdir(), 'staticscope-verify-'))
  try {
    const verified = await withMeans(options, signal, (means) => verifyProject(patient, request, folder, means))
    await show(verified, options)
    return verified.verification.agrees ? EXIT_CODES.fine : EXIT_CODES.findings
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function show(verified: VerifiedProject, options: OutputOptions): Promise<void> {
  if (options.json !== undefined) {
    const { verifyJson } = await import('../reporters/verify-json.ts')
    if (options.json !== true) await writeTextFile(options.json, verifyJson(verified))
    else {
      await writePieces(process.stdout, verifyJson(verified))
      return
    }
  }
  if (options.quiet === true) return
  const { verifyText } = await import('../reporters/verify-text.ts')
  await writePieces(process.stdout, verifyText(verified, createStyle(wantsColours(process.stdout, !options.color))))
}
