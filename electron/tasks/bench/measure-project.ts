import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Consents } from '../../core/host/consents.ts'
import { EngineSession, median } from './engine-session.ts'

/** A Django project with so many static files, in milliseconds to the first rows. */
export type ProjectTimes = {
  readonly files: number
  /** The first look, with the start of Python. */
  readonly first: number
  /** After an edit of a static file. */
  readonly staticEdit: number
  /** After an edit of the settings, which Python reads again. */
  readonly settingsEdit: number
}

/** Makes a project of ten apps and measures it in a running engine. @param python an interpreter with Django */
export async function measureProject(python: string, files: number, edits: number): Promise<ProjectTimes> {
  const home = mkdtempSync(join(tmpdir(), 'staticscope-project-'))
  const session = new EngineSession()
  try {
    layProject(home, files)
    const consents = new Consents(session.data)
    consents.give(home, python)
    consents.close()
    const choice = { project: home, settingsModule: null, python, environment: {}, envFile: null, patience: 60 }
    const begin = performance.now()
    const { id } = await session.host.openDjango(choice, null, new AbortController().signal)
    await session.preview(id)
    const first = performance.now() - begin
    const edited = async (path: string, text: (edit: number) => string): Promise<number> => {
      const times: number[] = []
      for (let edit = 0; edit < edits; edit++) {
        await session.watch(id)
        await session.change(() => writeFileSync(join(home, path), text(edit)))
        times.push((await session.preview(id)).rows)
      }
      return median(times)
    }
    const staticEdit = await edited('app0/static/app0/0.css', (edit) => `.edit-${edit} {}`)
    const settingsEdit = await edited('shop/settings.py', (edit) => `${SETTINGS}# ${edit}\n`)
    return { files, first, staticEdit, settingsEdit }
  } finally {
    await session.close()
    rmSync(home, { recursive: true, force: true })
  }
}

const APPS = Array.from({ length: 10 }, (_, index) => `app${index}`)

const SETTINGS = `from pathlib import Path
BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = 'x'
INSTALLED_APPS = ['django.contrib.admin', 'django.contrib.auth', 'django.contrib.contenttypes', 'django.contrib.sessions', 'django.contrib.messages', 'django.contrib.staticfiles', ${APPS.map((app) => `'${app}'`).join(', ')}]
MIDDLEWARE = ['django.contrib.sessions.middleware.SessionMiddleware', 'django.contrib.auth.middleware.AuthenticationMiddleware', 'django.contrib.messages.middleware.MessageMiddleware']
TEMPLATES = [{'BACKEND': 'django.template.backends.django.DjangoTemplates', 'APP_DIRS': True, 'OPTIONS': {'context_processors': ['django.contrib.auth.context_processors.auth', 'django.template.context_processors.request', 'django.contrib.messages.context_processors.messages']}}]
STATIC_URL = '/static/'
STATIC_ROOT = BASE_DIR / 'collected'
STORAGES = {'staticfiles': {'BACKEND': 'django.contrib.staticfiles.storage.ManifestStaticFilesStorage'}}
USE_TZ = True
`

const MANAGE = `import os, sys
os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'shop.settings')
from django.core.management import execute_from_command_line
execute_from_command_line(sys.argv)
`

function layProject(home: string, files: number): void {
  mkdirSync(join(home, 'shop'))
  writeFileSync(join(home, 'manage.py'), MANAGE)
  writeFileSync(join(home, 'shop', '__init__.py'), '')
  writeFileSync(join(home, 'shop', 'settings.py'), SETTINGS)
  for (const app of APPS) {
    const folder = join(home, app, 'static', app)
    mkdirSync(folder, { recursive: true })
    writeFileSync(join(home, app, '__init__.py'), '')
    for (let file = 0; file < files / APPS.length; file++) {
      // Every tenth is a style sheet that refers to an image beside it.
      const isSheet = file % 10 === 0
      const text = isSheet ? `.a { background: url("${file + 1}.svg") }` : `<svg id="${app}-${file}"/>`
      writeFileSync(join(folder, `${file}.${isSheet ? 'css' : 'svg'}`), text)
    }
  }
}
