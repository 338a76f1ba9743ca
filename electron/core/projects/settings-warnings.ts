import { existsSync } from 'node:fs'
import type { Severity } from '../../../shared/model/finding.ts'
import type { NotEmulated, SettingsWarning } from '../../../shared/model/settings-card.ts'
import { hashesNames } from '../collect/collect-settings.ts'
import { nodePath } from '../files/file-content.ts'
import { absPath } from '../python/posix-path.ts'
import type { EmulatedStorage } from './emulate-storage.ts'
import { doubtSentence, doubtSeverity } from './doubts.ts'
import { linkBelow } from './link-below.ts'
import type { ProjectFacts } from './reader-answer.ts'

const SECURITY = 'django.middleware.security.SecurityMiddleware'
const WHITENOISE = 'whitenoise.middleware.WhiteNoiseMiddleware'

type Warn = (code: SettingsWarning['code'], severity: Severity, setting: string, message: string) => void

/** What is doubtful about a project's settings, each with what follows from it. */
export function settingsWarnings(
  facts: ProjectFacts,
  storage: EmulatedStorage,
  doubts: readonly NotEmulated[],
): SettingsWarning[] {
  const warnings: SettingsWarning[] = []
  const warn: Warn = (code, severity, setting, message) => {
    const place = facts.settings.find(({ name }) => name === setting)?.place ?? null
    warnings.push({ code, severity, setting, message, place })
  }
  warnOfStorage(facts, storage, warn)
  warnOfRoots(facts, storage, warn)
  warnOfUrls(facts, warn)
  warnOfMiddleware(facts, warn)
  for (const { id, level, message } of facts.checks)
    warn('settings-check', level >= 40 ? 'error' : 'warning', '', `${id}: ${message}`)
  for (const doubt of doubts)
    warnings.push({
      code: 'not-emulated',
      severity: doubtSeverity(doubt),
      setting: '',
      message: doubtSentence(doubt),
      place: doubt.place,
    })
  for (const { phase, type, message } of facts.problems)
    warn('not-read', 'warning', '', `The ${phase} could not be read: ${type}: ${message}`)
  return warnings
}

function warnOfStorage(facts: ProjectFacts, storage: EmulatedStorage, warn: Warn): void {
  if (!facts.hasStaticfiles)
    warn(
      'no-staticfiles',
      'error',
      'INSTALLED_APPS',
      'django.contrib.staticfiles is not installed: there is no collectstatic',
    )
  const ignored = facts.settings.find(({ name, isSet }) => name === 'STATICFILES_STORAGE' && isSet)
  if (ignored !== undefined && isAtLeast(facts.django, 5, 1))
    warn(
      'ignored-setting',
      'error',
      'STATICFILES_STORAGE',
      `STATICFILES_STORAGE is ignored from Django 5.1 on: the storage is ${facts.storage.backend}, as STORAGES says`,
    )
  const hashes = hashesNames(storage.kind)
  if (hashes && storage.jsModules && !isAtLeast(facts.django, 4, 2))
    warn(
      'ignored-setting',
      'warning',
      'STATICFILES_STORAGE',
      'support_js_module_import_aggregation is ignored before Django 4.2: imports in JavaScript keep their plain names',
    )
  const setting = facts.settings.some(({ name, isSet }) => name === 'STORAGES' && isSet)
    ? 'STORAGES'
    : 'STATICFILES_STORAGE'
  if (!facts.debug && !hashes)
    warn(
      'not-hashed',
      'note',
      setting,
      'Names carry no hash although DEBUG is off: browsers and caches may keep old files after a release',
    )
  if (facts.debug)
    warn(
      'debug-on',
      'warning',
      'DEBUG',
      'DEBUG is on: pages use plain names and miss errors that visitors of the real site would meet',
    )
  if (hashes && !storage.manifestStrict)
    warn(
      'lookup-not-strict',
      'warning',
      setting,
      'manifest_strict is off: a name that the manifest lacks is hashed from the plain copy at each request, and may name a file that does not exist',
    )
  const values = facts.storage.built?.values ?? {}
  if (hashes && values['querystring_auth'] === true)
    warn(
      'signed-urls',
      'error',
      setting,
      'querystring_auth is on: each URL is signed anew, so that nothing stays in a cache, and references in CSS carry signatures that end',
    )
  const isRemote = facts.storage.built !== null && !facts.storage.built.isFileSystem
  if (isRemote && (values['location'] === '' || values['location'] === undefined))
    warn(
      'empty-location',
      'warning',
      setting,
      'The storage has no location: collectstatic --clear would empty the whole bucket, uploads of users included',
    )
  if (storage.releaseId === 'unknown')
    warn(
      'same-release-id',
      'error',
      setting,
      'The release id is "unknown", for this release as for every other: their manifests overwrite each other',
    )
}

function warnOfRoots(facts: ProjectFacts, storage: EmulatedStorage, warn: Warn): void {
  if (storage.location === '')
    warn('no-static-root', 'error', 'STATIC_ROOT', 'STATIC_ROOT is not set: collectstatic raises ImproperlyConfigured')
  const root = storage.location ? absPath('/', storage.location) : null
  const link = root === null || root === '/' ? null : linkBelow(root)
  if (link !== null)
    warn(
      'link-in-static-root',
      'error',
      'STATIC_ROOT',
      `${link} is a link to a folder: collectstatic --clear goes through it and deletes the files behind it`,
    )
  const seen = new Set<string>()
  for (const { path } of facts.dirs.entries) {
    const folder = absPath('/', path)
    if (seen.has(folder))
      warn(
        'duplicate-root',
        'warning',
        'STATICFILES_DIRS',
        `${folder} is listed twice: every file in it is a duplicate, and only the last prefix counts`,
      )
    seen.add(folder)
    if (!isAtLeast(facts.django, 4, 0) && !existsSync(nodePath(folder)))
      warn(
        'missing-folder',
        'error',
        'STATICFILES_DIRS',
        `${folder} does not exist: before Django 4.0 collectstatic ends with FileNotFoundError`,
      )
    if (root?.startsWith(`${folder}/`) === true)
      warn(
        'nested-static-root',
        'error',
        'STATIC_ROOT',
        `STATIC_ROOT ${root} lies inside the source folder ${folder}: each run collects its own output again`,
      )
  }
  for (const { label, path } of facts.apps)
    if (root !== null && `${root}/`.startsWith(`${path}/static/`))
      warn(
        'nested-static-root',
        'error',
        'STATIC_ROOT',
        `STATIC_ROOT ${root} lies inside the folder of the app ${label}: each run collects its own output again`,
      )
}

function warnOfUrls({ staticUrl, mediaUrl, settings }: ProjectFacts, warn: Warn): void {
  const written = settings.find(({ name, isSet }) => name === 'STATIC_URL' && isSet)?.value
  if (staticUrl !== null && !staticUrl.endsWith('/'))
    warn(
      'url-without-slash',
      'error',
      'STATIC_URL',
      `STATIC_URL ${JSON.stringify(written ?? staticUrl)} does not end with a slash: Django's own check of the settings refuses it, and URLs lose their last part`,
    )
  if (staticUrl !== null && staticUrl === mediaUrl)
    warn('same-urls', 'error', 'MEDIA_URL', 'MEDIA_URL equals STATIC_URL: collectstatic raises ImproperlyConfigured')
}

/** WhiteNoise's documentation: directly after SecurityMiddleware, before all others. */
function warnOfMiddleware({ middleware }: ProjectFacts, warn: Warn): void {
  const at = middleware.indexOf(WHITENOISE)
  if (at === -1) return
  const before = middleware.slice(0, at).filter((name) => name !== SECURITY)
  if (before.length > 0)
    warn(
      'middleware-order',
      'warning',
      'MIDDLEWARE',
      `WhiteNoise stands behind ${before.join(', ')}: static files pass through them, which is slow and may change headers`,
    )
  if (middleware.indexOf(SECURITY) > at)
    warn(
      'middleware-order',
      'warning',
      'MIDDLEWARE',
      'WhiteNoise stands before SecurityMiddleware: static files are served without its redirect to https and its headers',
    )
}

function isAtLeast(version: string, major: number, minor: number): boolean {
  const [first = 0, second = 0] = version.split('.').map(Number)
  return first > major || (first === major && second >= minor)
}
