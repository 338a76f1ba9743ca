import { expect, test } from 'vitest'
import type { ProjectInspection } from '../../../shared/model/project-inspection.ts'
import { changeVariable, checkDjangoDraft, createDjangoDraft, OTHER_MODULE, withVariable } from './django-draft.ts'

const INSPECTION: ProjectInspection = {
  grantId: 'g',
  title: 'shop',
  display: '~/shop',
  folder: '~/shop',
  hasManage: true,
  settingsModules: [{ value: 'shop.settings', reason: 'named in manage.py' }],
  usual: { settingsModule: null, reason: 'as manage.py says' },
  interpreters: [{ id: 'p1', display: '~/shop/.venv/bin/python', reason: 'found', command: [], isAllowed: false }],
  last: null,
}
const LAST = { settingsModule: 'shop.local', interpreterId: 'p1', variables: ['SECRET_KEY'], envFile: null }

test('a project that was never opened is opened as its files say', () => {
  expect(checkDjangoDraft(INSPECTION, createDjangoDraft(INSPECTION), true).choice).toEqual({
    grantId: 'g',
    settingsModule: null,
    interpreterId: 'p1',
    environment: {},
    keptVariables: [],
    envFileId: null,
    patience: 60,
    consent: true,
  })
})

test('values of last time are kept by name until another is typed', () => {
  const draft = withVariable(createDjangoDraft({ ...INSPECTION, last: LAST }), 'DEBUG')
  const changed = changeVariable(changeVariable(draft, 0, { value: 'new' }), 1, { value: '0' })
  expect(
    [draft, changed].map((one) => {
      const { choice } = checkDjangoDraft(INSPECTION, one, false)
      return [choice?.settingsModule, choice?.keptVariables, choice?.environment]
    }),
  ).toEqual([
    ['shop.local', ['SECRET_KEY'], { DEBUG: '' }],
    ['shop.local', [], { SECRET_KEY: 'new', DEBUG: '0' }],
  ])
})

test('wrong names, names that stand twice and a wrong module are told at their fields', () => {
  const draft = withVariable(withVariable(createDjangoDraft(INSPECTION), 'A'), 'B')
  const wrong = { ...changeVariable(draft, 1, { name: 'A ' }), module: OTHER_MODULE, moduleText: 'shop/settings' }
  expect(checkDjangoDraft(INSPECTION, withVariable(wrong, '1X'), true)).toEqual({
    choice: null,
    errors: {
      module: 'Write a module such as shop.settings.',
      'variable 1': 'A is here twice.',
      'variable 2': 'Write a name such as SECRET_KEY.',
    },
  })
})

test('a variable that a failure asks for is added once', () => {
  const draft = withVariable(createDjangoDraft({ ...INSPECTION, last: LAST }), 'SECRET_KEY')
  expect(draft.variables).toEqual([{ id: 0, name: 'SECRET_KEY', value: '', isKept: true }])
})
