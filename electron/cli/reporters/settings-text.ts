import type { CardSetting, SettingsCard, SourcePlace } from '../../../shared/model/settings-card.ts'
import { plural } from '../../../shared/text/plural.ts'
import { pythonLiteral } from '../../../shared/text/python-literal.ts'
import { visibleText } from '../../core/projects/visible-text.ts'
import type { Style } from '../style.ts'

/** Settings whose values other parts of the card tell better. */
const TOLD_ELSEWHERE = new Set(['INSTALLED_APPS', 'MIDDLEWARE', 'TEMPLATES', 'STATICFILES_FINDERS'])
/** Values that say how the storage works, in the order in which they are shown. */
const SHOWN_VALUES = [
  'location',
  'base_url',
  'manifest_name',
  'manifest_strict',
  'max_post_process_passes',
  'support_js_module_import_aggregation',
  'keep_only_hashed_files',
  'querystring_auth',
]

/** A settings card as lines for people: the warnings first, then values with their places, storage, finders and apps. */
export function* settingsText(card: SettingsCard, style: Style): Generator<string> {
  const sign = card.warnings.some(({ severity }) => severity === 'error')
    ? style.bad('✗')
    : card.warnings.some(({ severity }) => severity === 'warning')
      ? style.warn('!')
      : style.good('✓')
  const count = card.warnings.filter(({ severity }) => severity !== 'note').length
  const verdict = count === 0 ? 'Nothing is doubtful about these settings.' : `${plural(count, 'warning')}.`
  yield `${sign} ${style.bold(verdict)}\n`
  yield `  ${style.dim(visibleText(`Django ${card.django} · Python ${card.python.version} · ${card.settingsModule ?? 'no settings module'}`))}\n`
  yield* warningLines(card, style)
  yield `\n${style.bold('Settings')}\n`
  for (const setting of card.settings) if (!TOLD_ELSEWHERE.has(setting.name)) yield* settingLines(setting, card, style)
  yield* storageLines(card, style)
  yield* finderLines(card, style)
  yield* appLines(card, style)
  yield `\n${style.bold('Ignored by default')}  ${visibleText(card.ignorePatterns.join('  '))}\n`
  if (card.whitenoise !== null) yield `${style.bold('WhiteNoise')}  ${visibleText(card.whitenoise)}\n`
}

function* warningLines({ warnings, project }: SettingsCard, style: Style): Generator<string> {
  for (const { code, severity, message, place } of warnings) {
    const paint = severity === 'error' ? style.bad : severity === 'warning' ? style.warn : style.dim
    yield `\n${paint(severity === 'error' ? '✗' : severity === 'warning' ? '!' : '·')} ${code}${placeText(place, project, style)}\n`
    yield `    ${visibleText(message)}\n`
  }
}

function* settingLines(
  { name, value, isSet, place }: CardSetting,
  card: SettingsCard,
  style: Style,
): Generator<string> {
  if (!isSet && value === null) return
  const origin = isSet
    ? place === null
      ? style.dim("  set, but not in the source of the settings' modules")
      : placeText(place, card.project, style)
    : style.dim("  Django's default")
  yield `  ${name} = ${visibleText(pythonLiteral(value, name))}${origin}\n`
}

function* storageLines({ storage }: SettingsCard, style: Style): Generator<string> {
  yield `\n${style.bold('Storage')}\n  ${visibleText(storage.ancestry[0] ?? storage.backend)}\n`
  yield `  ${style.dim(storage.kind === null ? 'could not be built' : `previewed as ${storage.kind}`)}\n`
  for (const name of SHOWN_VALUES)
    if (name in storage.values) yield `  ${name} = ${visibleText(pythonLiteral(storage.values[name], name))}\n`
}

function* finderLines({ finders, project }: SettingsCard, style: Style): Generator<string> {
  yield `\n${style.bold('Finders, in order')}\n`
  for (const { path, folders } of finders) {
    yield `  ${visibleText(path)}\n`
    for (const { prefix, location } of folders)
      yield `    ${visibleText(`${prefix === '' ? '' : `${prefix}/ ← `}${below(location, project)}`)}\n`
  }
}

function* appLines({ apps }: SettingsCard, style: Style): Generator<string> {
  yield `\n${style.bold(`Apps with static files (${apps.filter(({ hasStatic }) => hasStatic).length} of ${apps.length})`)}\n`
  for (const { label, distribution, version, hasStatic } of apps) {
    if (!hasStatic) continue
    const from = distribution === null ? '' : style.dim(`  ${visibleText(`${distribution} ${version ?? ''}`.trim())}`)
    yield `  ${visibleText(label)}${from}\n`
  }
}

function placeText(place: SourcePlace | null, project: string, style: Style): string {
  return place === null ? '' : style.dim(`  ${visibleText(below(place.file, project))}:${place.line}`)
}

function below(path: string, project: string): string {
  return path.startsWith(`${project}/`) ? path.slice(project.length + 1) : path
}
