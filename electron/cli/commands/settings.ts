import { resolve } from 'node:path'
import type { SettingsCard } from '../../../shared/model/settings-card.ts'
import { plural } from '../../../shared/text/plural.ts'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { settingsCard } from '../../core/projects/settings-card.ts'
import { KeptProjects } from '../../core/releases/kept-projects.ts'
import { KeptReaches } from '../../core/releases/kept-reach.ts'
import { openConsentStore } from '../../core/releases/consent-store.ts'
import { dataFolder } from '../data-folder.ts'
import { EXIT_CODES, type ExitCode } from '../exit-codes.ts'
import { openProject } from '../open-project.ts'
import type { ProjectOptions } from '../project-options.ts'
import { FAIL_LEVELS } from '../reached-level.ts'
import type { PrintOptions } from '../report-options.ts'
import { createStyle, wantsColours } from '../style.ts'
import { writePieces, writeTextFile } from '../../core/files/write-text.ts'

/** The options that only this command has. */
type ForgetOption = { readonly forget?: true }

/**
 * `staticscope settings`: shows the settings of a project that decide about its static files, and where each is set.
 * With `--forget` it takes back that the project's Python may run, and runs nothing.
 * @throws InspectorError for wrong use, no consent, a project that cannot be read, and cancelling
 */
export async function settings(
  options: ProjectOptions & PrintOptions & ForgetOption,
  signal: AbortSignal,
): Promise<ExitCode> {
  if (options.forget === true) return forget(options)
  const { project, facts } = await openProject(options, signal)
  const card = settingsCard(project, facts)
  await show(card, options)
  const counted: readonly string[] =
    options.failOn === 'never' ? [] : FAIL_LEVELS.slice(0, FAIL_LEVELS.indexOf(options.failOn) + 1)
  return card.warnings.some(({ severity }) => counted.includes(severity)) ? EXIT_CODES.findings : EXIT_CODES.fine
}

function forget({ project, quiet }: ProjectOptions & PrintOptions): ExitCode {
  if (project === undefined) throw new InspectorError('bad-input', 'No project is named. Add --project DIR.')
  const store = openConsentStore(dataFolder())
  try {
    // A folder that is gone can be forgotten too.
    const forgotten = store.forget(resolve(project))
    // What serve keeps of it, values of variables included.
    const reaches = new KeptReaches(dataFolder())
    for (const id of new KeptProjects(dataFolder()).forgetFolder(resolve(project))) reaches.forget(id)
    const said = forgotten === 0 ? 'Nothing was remembered of' : `Forgot ${plural(forgotten, 'interpreter')} for`
    if (quiet !== true) process.stdout.write(`${said} ${resolve(project)}\n`)
    return EXIT_CODES.fine
  } finally {
    store.close()
  }
}

async function show(card: SettingsCard, options: PrintOptions): Promise<void> {
  if (options.json !== undefined) {
    const { settingsJson } = await import('../reporters/settings-json.ts')
    if (options.json !== true) await writeTextFile(options.json, settingsJson(card))
    else {
      await writePieces(process.stdout, settingsJson(card))
      return
    }
  }
  if (options.quiet === true) return
  const { settingsText } = await import('../reporters/settings-text.ts')
  await writePieces(process.stdout, settingsText(card, createStyle(wantsColours(process.stdout, !options.color))))
}
