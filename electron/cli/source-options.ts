import { type Command, InvalidArgumentError, Option } from 'commander'
import { STORAGE_KINDS, type StorageKind } from '../../shared/model/storage-kinds.ts'

/** STATIC_URL where none is named. */
export const DEFAULT_STATIC_URL = '/static/'

/** The options of a command that names sources, as commander gives them. */
export type SourceOptions = {
  readonly source?: readonly string[]
  readonly app?: readonly string[]
  readonly django: string
  readonly storage: StorageKind
  readonly staticUrl: string
  readonly jsModules?: true
  readonly manifestStrict: boolean
  readonly maxPasses: number
  readonly staticRoot?: string
  readonly ignore?: readonly string[]
  readonly defaultIgnore: boolean
  readonly clear?: true
  readonly link?: true
  readonly postProcess: boolean
  readonly keepOnlyHashed?: true
  readonly releaseId?: string
  readonly order: 'disk' | 'sorted'
  readonly sample?: string | true
}

/** The options of collectstatic itself, as commander gives them. */
export type CollectstaticWords = Pick<SourceOptions, 'ignore' | 'defaultIgnore' | 'clear' | 'link' | 'postProcess'>

/** What commands that look at references take besides. */
export type TemplateOptions = { readonly templateFolder?: readonly string[] }

/** Adds the option that names folders of templates beside those that the sources tell of. */
export function addTemplateOptions(command: Command): Command {
  return command.option(
    '--template-folder <DIR>',
    'a folder of Django templates behind those that the sources have (repeatable)',
    gather,
  )
}

/** Adds the options of collectstatic itself. */
export function addCollectstaticWords(command: Command): Command {
  return command
    .option('-i, --ignore <pattern>', 'leave out what matches (repeatable)', gather)
    .option('--no-default-ignore', "do not leave out 'CVS', '.*' and '*~'")
    .option('--clear', 'clear STATIC_ROOT first')
    .option('--link', 'link instead of copying')
    .option('--no-post-process', 'do not hash and rewrite')
}

/** Adds the options that name sources and settings; `preview` and `collect` have all of them. */
export function addSourceOptions(command: Command): Command {
  return addCollectstaticWords(addSettingOptions(addFolderOptions(command)))
    .option('--keep-only-hashed', 'WHITENOISE_KEEP_ONLY_HASHED_FILES')
    .option('--release-id <id>', 'release of the release-manifest storage (default: asked of git)')
    .addOption(
      new Option('--order <order>', 'order of folder entries: as the disk has it, or by name')
        .choices(['disk', 'sorted'])
        .default('disk'),
    )
}

function addSettingOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--django <version>', 'whose rules apply, such as 5.2 or 5.2.19')
        .default('5.2')
        .argParser(readVersion),
    )
    .addOption(new Option('--storage <kind>', 'the storage class').choices(STORAGE_KINDS).default('manifest'))
    .option('--static-url <url>', 'STATIC_URL', DEFAULT_STATIC_URL)
    .option('--js-modules', 'support_js_module_import_aggregation (Django 4.2 and later)')
    .option('--no-manifest-strict', 'manifest_strict = False')
    .addOption(
      new Option('--max-passes <n>', 'max_post_process_passes')
        .default(5)
        .argParser((text) => readCount(text, 0, 1000)),
    )
    .option('--static-root <folder>', 'the STATIC_ROOT whose present state counts; without it, a clean one')
}

/** Adds the options that name folders only, which `serve` has too. */
export function addFolderOptions(command: Command): Command {
  return command
    .option('--source <DIR>', 'a folder of STATICFILES_DIRS, written [PREFIX=]DIR (repeatable, in order)', gather)
    .option('--app <LABEL=DIR>', 'an installed app (repeatable, in order)', gather)
    .addOption(new Option('--sample [release]', 'the sample project that ships with Staticscope').choices(['41', '42']))
}

/** How many worker threads to use. */
export function workersOption(): Option {
  return new Option('--workers <n>', 'worker threads (default: one per processor core)').argParser((text) =>
    readCount(text, 0, 64),
  )
}

/** A whole number between two bounds, for commander. @throws InvalidArgumentError */
export function readCount(text: string, least: number, most: number): number {
  const count = Number(text)
  if (/^\d+$/.test(text) && count >= least && count <= most) return count
  throw new InvalidArgumentError(`Write a whole number from ${least} to ${most}.`)
}

function readVersion(text: string): string {
  if (/^\d{1,3}\.\d{1,3}(\.\d{1,4})?$/.test(text)) return text
  throw new InvalidArgumentError('Write a version such as 5.2 or 5.2.19.')
}

/** Gathers the values of an option that may be given many times. */
export function gather(value: string, before: readonly string[] | undefined): readonly string[] {
  return [...(before ?? []), value]
}
