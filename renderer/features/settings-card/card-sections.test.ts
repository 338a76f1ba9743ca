import { expect, test } from 'vitest'
import type { SettingsCard } from '../../../shared/model/settings-card.ts'
import { cardSections } from './card-sections.ts'

const CARD: SettingsCard = {
  project: '/shop',
  settingsModule: 'shop.settings',
  python: { file: '/shop/.venv/bin/python', version: '3.12.1' },
  django: '5.2.19',
  settings: [
    { name: 'STATIC_ROOT', value: '/shop/out', isSet: true, place: { file: '/shop/shop/settings.py', line: 7 } },
    { name: 'DEBUG', value: false, isSet: false, place: null },
    { name: 'STATICFILES_DIRS', value: ['/shop/assets'], isSet: true, place: null },
    { name: 'INSTALLED_APPS', value: ['catalog'], isSet: true, place: null },
  ],
  staticUrl: '/static/',
  scriptPrefix: '/',
  storage: { backend: 'shop.Storage', ancestry: ['shop.Storage'], kind: 'manifest', options: {}, values: {} },
  finders: [{ path: 'f.Finder', folders: [{ prefix: 'js', location: '/shop/assets' }] }],
  apps: [{ label: 'catalog', path: '/site/catalog', distribution: 'tea', version: '1.2', hasStatic: true }],
  ignorePatterns: ['*~'],
  templates: [],
  middleware: ['m.First'],
  whitenoise: null,
  notEmulated: [],
  warnings: [],
}

/** Name, value and place of each row, by section. */
function shown(text: string): Record<string, string[]> {
  return Object.fromEntries(
    cardSections(CARD, text).map(({ title, rows }) => [
      title,
      rows.map(({ name, value, from }) => [name, value, from].filter((part) => part !== '').join(' | ')),
    ]),
  )
}

test('each value stands with where it comes from, and in one section only', () => {
  expect(shown('')).toEqual({
    Settings: [
      'STATIC_ROOT | /shop/out | shop/settings.py:7',
      'DEBUG | False | Django’s default',
      'STATICFILES_DIRS | ["/shop/assets"] | set, place unknown',
    ],
    Storage: ['Class | shop.Storage', 'Previewed as | ManifestStaticFilesStorage', 'OPTIONS | {}'],
    'Finders, in order': ['1. f.Finder | js/ ← assets'],
    'Apps, in order': ['catalog | with static files · tea 1.2 | /site/catalog'],
    'Middleware, in order': ['1 | m.First'],
    'Ignored by default': ['*~ | ignore pattern of the staticfiles app'],
  })
})

test('the filter finds names, values and places without regard to case', () => {
  expect([shown('static_root'), shown('TEA 1'), shown('settings.py:7'), shown('nothing like it')]).toEqual([
    { Settings: ['STATIC_ROOT | /shop/out | shop/settings.py:7'] },
    { 'Apps, in order': ['catalog | with static files · tea 1.2 | /site/catalog'] },
    { Settings: ['STATIC_ROOT | /shop/out | shop/settings.py:7'] },
    {},
  ])
})

test('a value too long for a row is folded, and whole behind the fold', () => {
  const long = { ...CARD, settings: [{ name: 'A', value: 'x'.repeat(500), isSet: true, place: null }] }
  const row = cardSections(long, '')[0]?.rows[0]
  expect([row?.value.length, row?.whole?.length]).toEqual([120, 500])
})
