import { existsSync } from 'node:fs'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'

/** The virtual environment with real Django that the unit tests build and keep. */
const ENVIRONMENT = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'staticscope-parity', '5.2')

/** Why specs with a real Django cannot run; null if they can. */
export const NO_DJANGO: string | null = existsSync(join(ENVIRONMENT, '.ready'))
  ? null
  : 'no virtual environment with Django 5.2: run the unit tests first'

const MANAGE = `import os
import sys

if __name__ == '__main__':
    os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'site_settings')
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
`

const SETTINGS = `BASE = __import__('os').path.dirname(__import__('os').path.abspath(__file__))
STATIC_ROOT = BASE + '/collected'
STATIC_URL = 'static/'
INSTALLED_APPS = ['django.contrib.staticfiles']
SECRET_KEY = 's'
USE_TZ = True
STATICFILES_DIRS = [BASE + '/assets']
`

/** The setting that names a storage class of the project's own file `own.py`. */
export const OWN_STORAGE = `STORAGES = {'staticfiles': {'BACKEND': 'own.Own'}}\n`
export const MANIFEST_STORAGE = `STORAGES = {'staticfiles': {'BACKEND': 'django.contrib.staticfiles.storage.ManifestStaticFilesStorage'}}\n`

/** Lays a Django project with three static files and its own virtual environment; gives its folder. */
export async function layProject(workFolder: string, settings: string, own = ''): Promise<string> {
  const folder = join(workFolder, 'shop')
  const files = {
    'manage.py': MANAGE,
    'site_settings.py': SETTINGS + settings,
    'own.py': own,
    'assets/css/site.css': '@import "base.css";\na { color: red }\n',
    'assets/css/base.css': 'body { margin: 0 }\n',
    'assets/img/logo.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
  }
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  await symlink(ENVIRONMENT, join(folder, '.venv'))
  return folder
}

/** Opens a project from the start page, allows its Python, and waits for its preview. */
export async function openProject(window: Page, electron: ElectronApplication | null, folder: string): Promise<void> {
  await offerFolder(electron, folder)
  await window.getByRole('button', { name: 'Open a Django project' }).first().click()
  const dialog = window.getByRole('dialog')
  if (electron === null) await browseTo(window, folder)
  await dialog.getByRole('button', { name: /Allow and open|^Open$/ }).click()
  await window.getByRole('treegrid', { name: 'Files' }).waitFor()
}

/** What the native dialog gives from now on. */
export async function offerFolder(electron: ElectronApplication | null, folder: string): Promise<void> {
  await electron?.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] })
  }, folder)
}

/** Walks to a folder that lies directly in the one that the server allows, in the page's own folder browser. */
export async function browseTo(window: Page, folder: string): Promise<void> {
  const dialog = window.getByRole('dialog')
  await dialog.getByRole('option').first().click()
  await dialog.getByRole('option', { name: basename(folder) }).click()
  await dialog.getByRole('button', { name: 'Choose this folder' }).click()
}
