import type { VirtualDisk } from '../files/virtual-disk.ts'
import { absPath } from '../python/posix-path.ts'
import { PythonError } from '../python/python-error.ts'
import { compareCodePoints, pythonRepr } from '../python/strings.ts'
import { effectiveStaticUrl, type DjangoSettings } from './collect-settings.ts'
import { type Finder, getFinders } from './find-files.ts'

/** A message of Django's check framework; level 30 is a warning, 40 an error. */
export type CheckMessage = {
  readonly id: string
  readonly level: 30 | 40
  readonly message: string
  readonly hint: string | null
}

/**
 * The checks tagged `staticfiles` (checks.py): each finder's own, then STORAGES.
 * @throws PythonError ImproperlyConfigured when a finder cannot be built
 */
export function runStaticfilesChecks(
  disk: VirtualDisk,
  settings: DjangoSettings,
  finders: Map<string, Finder>,
): readonly CheckMessage[] {
  const messages: CheckMessage[] = []
  for (const finder of getFinders(disk, settings, finders))
    if (finder.name.endsWith('.FileSystemFinder')) messages.push(...checkDirectories(disk, settings))
  if (settings.rules.checksStorages && !settings.hasStaticfilesStorage)
    messages.push({
      id: 'staticfiles.E005',
      level: 40,
      message: "The STORAGES setting must define a 'staticfiles' storage.",
      hint: null,
    })
  return messages
}

/** `FileSystemFinder.check`. */
function checkDirectories(disk: VirtualDisk, settings: DjangoSettings): CheckMessage[] {
  const messages: CheckMessage[] = []
  const { staticfilesDirs, staticRoot, rules } = settings
  if (staticfilesDirs.type === 'set' || staticfilesDirs.type === 'string') {
    messages.push({
      id: 'staticfiles.E001',
      level: 40,
      message: 'The STATICFILES_DIRS setting is not a tuple or list.',
      hint: 'Perhaps you forgot a trailing comma?',
    })
    if (rules.checkStopsAtE001) return messages
  }
  for (const { path, prefix } of staticfilesDirs.entries) {
    if (prefix?.endsWith('/') === true)
      messages.push({
        id: 'staticfiles.E003',
        level: 40,
        message: `The prefix ${pythonRepr(prefix)} in the STATICFILES_DIRS setting must not end with a slash.`,
        hint: null,
      })
    if (staticRoot !== '' && absPath('/', staticRoot) === absPath('/', path))
      messages.push({
        id: 'staticfiles.E002',
        level: 40,
        message: 'The STATICFILES_DIRS setting should not contain the STATIC_ROOT setting.',
        hint: null,
      })
    if (rules.skipsMissingFolder && !disk.isFolder(path))
      messages.push({
        id: 'staticfiles.W004',
        level: 30,
        message: `The directory '${path}' in the STATICFILES_DIRS setting does not exist.`,
        hint: null,
      })
  }
  return messages
}

/**
 * What `BaseCommand.check` prints on stderr for warnings.
 * @throws PythonError SystemCheckError when there is an error among them
 */
export function reportChecks(messages: readonly CheckMessage[]): string {
  if (messages.length === 0) return ''
  const group = (level: number, title: string): string => {
    const lines = messages.filter((message) => message.level === level).map(formatCheck)
    return lines.length === 0 ? '' : `\n${title}:\n${lines.toSorted(compareCodePoints).join('\n')}\n`
  }
  const text = `System check identified some issues:\n${group(40, 'ERRORS')}${group(30, 'WARNINGS')}`
  if (messages.some((message) => message.level >= 40))
    throw new PythonError('SystemCheckError', `SystemCheckError: ${text}`)
  return text
}

function formatCheck({ id, message, hint }: CheckMessage): string {
  return `?: (${id}) ${message}${hint === null ? '' : `\n\tHINT: ${hint}`}`
}

/** `utils.check_settings`, which the storage calls when it is built. @throws PythonError ImproperlyConfigured */
export function checkSettings(settings: DjangoSettings): void {
  const { debug, mediaUrl, mediaRoot, staticRoot } = settings
  const staticUrl = effectiveStaticUrl(settings)
  const media = effectiveStaticUrl({ staticUrl: mediaUrl, scriptPrefix: settings.scriptPrefix })
  if (media === staticUrl) throw improper('The MEDIA_URL and STATIC_URL settings must have different values')
  if (debug && media !== '' && media.startsWith(staticUrl))
    throw improper("runserver can't serve media if MEDIA_URL is within STATIC_URL.")
  if (mediaRoot !== '' && staticRoot !== '' && mediaRoot === staticRoot)
    throw improper('The MEDIA_ROOT and STATIC_ROOT settings must have different values')
}

function improper(message: string): PythonError {
  return new PythonError('ImproperlyConfigured', message)
}
