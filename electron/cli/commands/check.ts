import { resolve } from 'node:path'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { CHECK_CODES, type CheckFinding } from '../../../shared/model/check.ts'
import { readAccepted } from '../../core/check/accepted-file.ts'
import type { Check } from '../../core/check/check-result.ts'
import { checkReferences } from '../../core/check/check-references.ts'
import { previewStatic } from '../../core/collect/preview-static.ts'
import { EXIT_CODES, type ExitCode } from '../exit-codes.ts'
import type { ProjectOptions } from '../project-options.ts'
import type { MeansOptions, OutputOptions } from '../report-options.ts'
import { FAIL_LEVELS } from '../reached-level.ts'
import { refuseStaticRoot, refuseTemplates } from '../refuse-mistaken-folders.ts'
import { readCheckSources } from '../read-check-sources.ts'
import { showCheck, type CheckReports } from '../show-check.ts'
import type { SourceOptions, TemplateOptions } from '../source-options.ts'
import { optionOfSource } from '../source-words.ts'
import { withMeans } from '../with-means.ts'

type CheckOptions = SourceOptions &
  TemplateOptions &
  ProjectOptions &
  OutputOptions &
  MeansOptions &
  CheckReports & {
    readonly templates?: true
    readonly also?: readonly string[]
    readonly accepted?: string
    readonly failOn: string
  }

/**
 * `staticscope check`: everything that asks for a static file, and whether it gets it.
 * @param given names of the options that stand on the command line
 * @throws InspectorError for wrong use, unreadable input and cancelling
 */
export async function check(
  sources: readonly string[],
  options: CheckOptions,
  given: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<ExitCode> {
  const isReached = readFailOn(options.failOn)
  const accepted = options.accepted === undefined ? [] : await readAccepted(resolve(options.accepted))
  const wanted = withSources(sources, options)
  const named = await readCheckSources(wanted, wanted.templates === true, given, signal)
  const folder = resolve(wanted.project ?? '.')
  const also = wanted.also === undefined ? [] : [{ folder, patterns: wanted.also }]
  const result = await withMeans(options, signal, async (means) =>
    checkReferences({ ...named, also, accepted, preview: await previewStatic(named.request, means) }, means),
  )
  await showCheck(result, options)
  return exitOf(result, isReached)
}

const CHECKED = 'a folder, written [PREFIX=]DIR, a Django project, or sample:41'

/** Sources that stand as words, as the options that mean the same. @throws InspectorError not-found, bad-input */
function withSources(words: readonly string[], options: CheckOptions): CheckOptions {
  return words.reduce((named, word) => withSource(named, word), options)
}

function withSource(named: CheckOptions, word: string): CheckOptions {
  if (word === 'sample') return { ...named, sample: true }
  const { option, value } = optionOfSource(word, CHECKED)
  switch (option) {
    case '--sample':
      return { ...named, sample: value }
    case '--project':
      if (named.project !== undefined)
        throw new InspectorError('bad-input', `${word} is a second Django project. Check one at a time.`)
      return { ...named, project: value }
    case '--static-root':
      // A folder with a manifest in it is one like any other; that the state of STATIC_ROOT counts is said by the option.
      return word === value ? withFolder(named, value) : refuseStaticRoot(word, value)
    case '--source':
      if (word !== `source:${value}`) refuseTemplates(value)
      return withFolder(named, value)
    default:
      throw new InspectorError('bad-input', `${word} cannot be checked. Name ${CHECKED}.`)
  }
}

function withFolder(named: CheckOptions, folder: string): CheckOptions {
  return { ...named, source: [...(named.source ?? []), folder] }
}

/** Whether a finding counts for the exit code. @throws InspectorError bad-input */
function readFailOn(text: string): (finding: CheckFinding) => boolean {
  if (text === 'never') return () => false
  const level = (FAIL_LEVELS as readonly string[]).indexOf(text)
  if (level >= 0) {
    const counted = FAIL_LEVELS.slice(0, level + 1) as readonly string[]
    return ({ severity }) => counted.includes(severity)
  }
  if (CHECK_CODES.some((code) => code === text)) return ({ code }) => code === text
  throw new InspectorError(
    'bad-input',
    `--fail-on ${text} is neither a level (${FAIL_LEVELS.join(', ')}) nor the code of a finding.`,
  )
}

function exitOf({ findings }: Check, isReached: (finding: CheckFinding) => boolean): ExitCode {
  const reached = findings.some(({ finding }) => finding.accepted === null && isReached(finding))
  return reached ? EXIT_CODES.findings : EXIT_CODES.fine
}
