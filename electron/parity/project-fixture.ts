import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { InspectorError } from '../../shared/contract/errors.ts'

/** A manage.py as Django makes it, for the module `site_settings` beside it. */
export const MANAGE = `import os
import sys

if __name__ == '__main__':
    os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'site_settings')
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
`

/** The least settings that collectstatic asks for; STATIC_ROOT is `collected` in the project. */
export const BASIC = `BASE = __import__('os').path.dirname(__import__('os').path.abspath(__file__))
STATIC_ROOT = BASE + '/collected'
STATIC_URL = 'static/'; INSTALLED_APPS = ['django.contrib.staticfiles']; SECRET_KEY = 's'; USE_TZ = True
STATICFILES_DIRS = [BASE + '/assets']
`

/** Files with references in each other, so that hashing has something to do. */
export const ASSETS: Readonly<Record<string, string>> = {
  'assets/css/site.css': '@import "base.css";\na { background: url(../img/logo.svg) }\n',
  'assets/css/base.css': 'body { margin: 0 }\n',
  'assets/img/logo.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>\n',
  'assets/js/app.js': `console.log('${'app '.repeat(200)}')\n`,
}

/** The setting that names a storage, as the Django series wants it. */
export function storageSetting(series: string, backend: string, options = '{}'): string {
  const [major = 0, minor = 0] = series.split('.').map(Number)
  return major > 4 || (major === 4 && minor >= 2)
    ? `STORAGES = {'default': {'BACKEND': 'django.core.files.storage.FileSystemStorage'}, 'staticfiles': {'BACKEND': '${backend}', 'OPTIONS': ${options}}}\n`
    : `STATICFILES_STORAGE = '${backend}'\n`
}

/** Writes files into a folder, by path. */
export function layFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

/** The error that a reading fails with. */
export async function failureOf(reading: Promise<unknown>): Promise<InspectorError> {
  const error: unknown = await reading.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (error instanceof InspectorError) return error
  throw new Error('The reading did not fail as expected', { cause: error })
}
