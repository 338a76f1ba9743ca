import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { findPythonEnvironment } from '../electron/parity/python-environment.ts'
import { expect, test } from './app-fixture.ts'

const MANAGE = `import os, sys
os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')
from django.core.management import execute_from_command_line
execute_from_command_line(sys.argv)
`
/** Leaves a mark where it runs, needs a variable, and prints. */
const SETTINGS = `import os, time
BASE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
open(BASE + '/../ran', 'a').close()
print('loading the shop')
SECRET_KEY = os.environ['SHOP_KEY']
time.sleep(float(os.environ.get('SHOP_PAUSE', '0')))
DEBUG = True
INSTALLED_APPS = ['django.contrib.staticfiles', 'catalog']
STATIC_URL = '/static/'
STATIC_ROOT = BASE + '/out'
STATICFILES_DIRS = [BASE + '/assets']
STORAGES = {'staticfiles': {'BACKEND': 'django.contrib.staticfiles.storage.ManifestStaticFilesStorage'}}
`

const python = findPythonEnvironment('5.2')
test.skip(python.kind === 'missing', 'no Python with Django 5.2 can be had here')

/** Lays a Django project with its virtual environment into a folder, three static files in it. */
function layProject(workFolder: string, settings = SETTINGS): string {
  const project = join(workFolder, 'shop')
  const lay = (path: string, text: string) => {
    mkdirSync(dirname(join(project, path)), { recursive: true })
    writeFileSync(join(project, path), text)
  }
  lay('manage.py', MANAGE)
  lay('shop/__init__.py', '')
  lay('shop/settings.py', settings)
  lay('catalog/__init__.py', '')
  lay('catalog/static/catalog/tea.css', 'a { background: url(cup.svg) }')
  lay('catalog/static/catalog/cup.svg', '<svg/>')
  lay('assets/site.css', 'b {}')
  if (python.kind === 'ready') symlinkSync(dirname(dirname(python.python)), join(project, '.venv'))
  return project
}

/** Allows the project to run and gives the variable that it asks for. */
async function openWithVariable(window: Page): Promise<void> {
  const dialog = window.getByRole('dialog', { name: 'Open shop' })
  await dialog.getByRole('button', { name: 'Allow and open' }).click()
  await dialog.getByRole('button', { name: 'Add SHOP_KEY' }).click()
  await dialog.getByRole('textbox', { name: 'Value of SHOP_KEY' }).fill('quite secret')
  await dialog.getByRole('button', { name: 'Read again' }).click()
  await expect(window.getByRole('treegrid', { name: 'Files' })).toBeVisible()
}

async function expectAccessible(window: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page: window }).setLegacyMode(true).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
}

test('asks before anything of the project runs, and runs nothing when it is not allowed', async ({
  app,
  window,
  workFolder,
}) => {
  await app.chooseProject(layProject(workFolder))
  const dialog = window.getByRole('dialog', { name: 'Open shop' })
  const command = dialog.getByLabel('The command that runs')
  await expect(command).toContainText(/shop\/\.venv\/bin\/python -B .*read_settings\.py/)
  await expect(dialog.getByRole('listitem').filter({ hasText: 'check of references' })).toContainText('read_media.py')
  await expectAccessible(window)
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog).toBeHidden()
  expect(existsSync(join(workFolder, 'ran'))).toBe(false)
})

test('settings that fail are mended by a variable in the card, and the preview is that of the project', async ({
  app,
  window,
  workFolder,
}) => {
  const problems: string[] = []
  window.on('console', (message) => message.type() === 'error' && problems.push(message.text()))
  await app.chooseProject(layProject(workFolder))
  const dialog = window.getByRole('dialog', { name: 'Open shop' })
  await dialog.getByRole('button', { name: 'Allow and open' }).click()
  const card = dialog.getByRole('alert')
  await expect(card).toContainText('The settings need the environment variable SHOP_KEY')
  await expect(card).toContainText("SECRET_KEY = os.environ['SHOP_KEY']")
  await card.getByText('What it printed last').click()
  await expect(card).toContainText('loading the shop')
  await expectAccessible(window)
  await dialog.getByRole('button', { name: 'Add SHOP_KEY' }).click()
  await expect(dialog.getByRole('textbox', { name: 'Value of SHOP_KEY' })).toBeFocused()
  await window.keyboard.type('quite secret')
  await dialog.getByRole('button', { name: 'Read again' }).click()
  await expect(window.getByRole('heading', { level: 1 })).toContainText('collectstatic would succeed: 3 files')
  await expect(window.getByText('3 static files copied').first()).toBeVisible()
  expect(problems).toEqual([])
})

test('the settings card tells doubts, values and where they are set', async ({ app, window, workFolder }) => {
  await app.chooseProject(layProject(workFolder))
  await openWithVariable(window)
  await window.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Project', exact: true }).click()
  await expect(window.getByRole('heading', { level: 1 })).toHaveText('Settings of shop: 1 warning')
  await expect(window.getByRole('row', { name: /STATIC_ROOT/ })).toContainText('shop/settings.py:10')
  await expectAccessible(window)
  await window.getByRole('searchbox', { name: 'Filter settings' }).fill('catalog')
  await expect(window.getByRole('heading', { level: 2 })).toHaveText(['Finders, in order', 'Apps, in order'])
  await window.reload()
  await expect(window.getByRole('heading', { level: 1 })).toHaveText('Settings of shop: 1 warning')
})

test('a project without STATIC_ROOT is told as Django would, and shown as if it had one when asked to', async ({
  app,
  window,
  workFolder,
}) => {
  await app.chooseProject(layProject(workFolder, SETTINGS.replace("STATIC_ROOT = BASE + '/out'\n", '')))
  const dialog = window.getByRole('dialog', { name: 'Open shop' })
  await dialog.getByRole('button', { name: 'Allow and open' }).click()
  await dialog.getByRole('button', { name: 'Add SHOP_KEY' }).click()
  await window.keyboard.type('quite secret')
  await dialog.getByRole('button', { name: 'Read again' }).click()
  await expect(window.getByRole('heading', { level: 1 })).toHaveText('collectstatic would fail before it begins')
  await window.getByRole('button', { name: 'Preview as if it were set' }).click()
  const chip = window.getByRole('group', { name: 'What if' })
  await expect(chip).toContainText('a STATIC_ROOT')
  await expect(window.getByRole('treegrid', { name: 'Files' })).toBeVisible()
  await chip.getByRole('button', { name: 'Back to the project’s own settings' }).click()
  await expect(chip).toBeHidden()
  await expect(window.getByRole('alert')).toContainText('without having set the STATIC_ROOT setting')
})

test('settings that break later are told above the preview before them, with what to try', async ({
  app,
  window,
  workFolder,
}) => {
  const project = layProject(workFolder)
  await app.chooseProject(project)
  await openWithVariable(window)
  writeFileSync(join(project, 'shop/settings.py'), `${SETTINGS}import shop.gone\n`)
  await window.getByRole('button', { name: 'Refresh' }).first().click()
  const banner = window.getByRole('alert')
  await expect(banner).toContainText('The module shop.gone cannot be imported')
  await banner.getByRole('button', { name: 'What to try' }).click()
  await expect(window.getByRole('dialog').getByRole('alert')).toContainText('import shop.gone')
})

test('a recent project opens again without asking; when it is forgotten, it asks again', async ({
  app,
  window,
  workFolder,
}) => {
  const project = layProject(workFolder)
  await app.chooseProject(project)
  await openWithVariable(window)
  await window.goto(`${window.url().split('#')[0] ?? ''}#/`)
  const recent = window.getByRole('button', { name: /^shop.*shop\.settings/ })
  await recent.click()
  await expect(window.getByRole('treegrid', { name: 'Files' })).toBeVisible()
  await window.goto(`${window.url().split('#')[0] ?? ''}#/`)
  await window.getByRole('button', { name: 'Forget shop' }).click()
  await expect(recent).toBeHidden()
  await app.chooseProject(project)
  await expect(window.getByRole('dialog').getByRole('button', { name: 'Allow and open' })).toBeVisible()
  await expect(window.getByRole('textbox', { name: 'Value of SHOP_KEY' })).toBeHidden()
})

test('a reading that takes long can be cancelled', async ({ app, window, workFolder }) => {
  await app.chooseProject(layProject(workFolder))
  const dialog = window.getByRole('dialog', { name: 'Open shop' })
  for (const [name, value] of [
    ['SHOP_KEY', 'x'],
    ['SHOP_PAUSE', '600'],
  ] as const) {
    await dialog.getByRole('button', { name: 'Add variable' }).click()
    const row = dialog.getByRole('list', { name: 'Environment variables' }).getByRole('listitem').last()
    await row.getByRole('textbox').first().fill(name)
    await row.getByRole('textbox').last().fill(value)
  }
  await dialog.getByRole('button', { name: 'Allow and open' }).click()
  await expect(dialog.getByRole('progressbar', { name: 'Reading shop' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(dialog.getByRole('button', { name: 'Open', exact: true })).toBeEnabled()
})
