import type { CardSetting, SettingsCard, SourcePlace } from '../../../shared/model/settings-card.ts'
import { STORAGE_KINDS } from '../../../shared/model/storage-kinds.ts'
import { describeStorage } from '../../../shared/text/describe-storage.ts'
import { plural } from '../../../shared/text/plural.ts'
import { pythonLiteral } from '../../../shared/text/python-literal.ts'

/** One line of the card: what, its value, and where it comes from. */
export type CardRow = {
  readonly name: string
  readonly value: string
  /** A longer form of the value, shown on demand; null if the value is whole. */
  readonly whole: string | null
  readonly from: string
  /** The place in full, for the tooltip. */
  readonly fromTitle: string
}

/** A part of the card. */
export type CardSection = { readonly id: string; readonly title: string; readonly rows: readonly CardRow[] }

/** Settings whose values other sections tell better. */
const TOLD_ELSEWHERE = new Set(['INSTALLED_APPS', 'MIDDLEWARE', 'TEMPLATES', 'STATICFILES_FINDERS'])
/** Longer values are folded. */
const LONGEST = 120

/** The card as sections of rows; with a text only the rows that hold it, in their name, value or place. */
export function cardSections(card: SettingsCard, text: string): readonly CardSection[] {
  const wanted = text.trim().toLowerCase()
  const holds = ({ name, value, whole, from }: CardRow) =>
    `${name}\n${value}\n${whole ?? ''}\n${from}`.toLowerCase().includes(wanted)
  return sectionsOf(card)
    .map((section) => ({ ...section, rows: wanted === '' ? section.rows : section.rows.filter(holds) }))
    .filter(({ rows }) => rows.length > 0)
}

function sectionsOf(card: SettingsCard): readonly CardSection[] {
  const { project } = card
  return [
    {
      id: 'settings',
      title: 'Settings',
      rows: card.settings
        .filter(({ name, isSet, value }) => !TOLD_ELSEWHERE.has(name) && (isSet || value !== null))
        .map((setting) => settingRow(setting, project)),
    },
    { id: 'storage', title: 'Storage', rows: storageRows(card) },
    {
      id: 'finders',
      title: 'Finders, in order',
      rows: card.finders.map(({ path, folders }, index) => {
        const lines = folders.map(
          ({ prefix, location }) => `${prefix === '' ? '' : `${prefix}/ ← `}${below(location, project)}`,
        )
        return row(`${index + 1}. ${path}`, lines.length === 0 ? 'no folders' : lines.join('\n'))
      }),
    },
    {
      id: 'apps',
      title: 'Apps, in order',
      rows: card.apps.map(({ label, path, distribution, version, hasStatic }) =>
        row(
          label,
          `${hasStatic ? 'with static files' : 'no static folder'}${distribution === null ? '' : ` · ${distribution} ${version ?? ''}`}`,
          below(path, project),
          path,
        ),
      ),
    },
    {
      id: 'middleware',
      title: 'Middleware, in order',
      rows: card.middleware.map((name, index) => row(String(index + 1), name)),
    },
    {
      id: 'templates',
      title: 'Templates',
      rows: card.templates.map(({ backend, folders }) =>
        row(backend, folders.length === 0 ? 'no folders' : folders.map((folder) => below(folder, project)).join('\n')),
      ),
    },
    {
      id: 'ignored',
      title: 'Ignored by default',
      rows: card.ignorePatterns.map((pattern) => row(pattern, 'ignore pattern of the staticfiles app')),
    },
  ]
}

function settingRow({ name, value, isSet, place }: CardSetting, project: string): CardRow {
  if (!isSet) return row(name, valueText(value, name), 'Django’s default')
  if (place === null)
    return row(name, valueText(value, name), 'set, place unknown', 'Set, but not in the source of the settings')
  return row(name, valueText(value, name), placeText(place, project), `${place.file}:${place.line}`)
}

function storageRows({ storage, whitenoise }: SettingsCard): CardRow[] {
  const { backend, ancestry, kind, options, values } = storage
  const known = STORAGE_KINDS.find((name) => name === kind)
  const words = known === undefined ? 'nothing: it could not be built' : describeStorage(known).label
  return [
    row('Class', backend),
    row('Previewed as', words),
    ...(ancestry.length < 2
      ? []
      : [
          row('Ancestry', `${plural(ancestry.length, 'class', 'classes')}, nearest first`, '', '', ancestry.join('\n')),
        ]),
    row('OPTIONS', valueText(options, 'OPTIONS')),
    ...Object.entries(values).map(([name, value]) => row(name, valueText(value, name), 'the storage itself')),
    ...(whitenoise === null ? [] : [row('WhiteNoise', whitenoise, 'installed')]),
  ]
}

/** A place relative to the project, as editors take it. */
export function placeText({ file, line }: SourcePlace, project: string): string {
  return `${below(file, project)}:${line}`
}

function row(name: string, value: string, from = '', fromTitle = from, whole: string | null = null): CardRow {
  if (whole !== null || (value.length <= LONGEST && value.split('\n').length <= 6))
    return { name, value, whole, from, fromTitle }
  return { name, value: `${value.replaceAll('\n', ' ').slice(0, LONGEST - 1)}…`, whole: value, from, fromTitle }
}

/** A text stands as it is; an empty one would look like nothing at all. */
function valueText(value: unknown, name: string): string {
  if (typeof value === 'string' && value !== '') return value
  const line = pythonLiteral(value, name)
  return line.length > LONGEST ? pythonLiteral(value, name, 2) : line
}

function below(path: string, project: string): string {
  return path.startsWith(`${project}/`) ? path.slice(project.length + 1) : path
}
