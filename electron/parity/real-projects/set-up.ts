import type { ProjectPackages } from './project-environment.ts'

/** A generated project over published packages. */
export type SetUp = {
  readonly name: string
  readonly packages: ProjectPackages
  /** Small ones run wherever the tests run. */
  readonly isSmall: boolean
  /** Path to text; `manage.py` among them unless the settings are named. */
  readonly files: Readonly<Record<string, string>>
  readonly settingsModule?: string
  readonly environment?: Readonly<Record<string, string>>
  /** The preview must say that it cannot follow something; then only the winners must be the same. */
  readonly isNamed?: boolean
}

/** What a set-up's settings say besides the usual. */
export type SettingsParts = {
  readonly apps?: readonly string[]
  /** Dotted path of the storage. */
  readonly storage: string
  /** OPTIONS, in Python's notation. */
  readonly options?: string
  readonly middleware?: readonly string[]
  readonly contextProcessors?: readonly string[]
  /** Lines at the end. */
  readonly more?: string
}

export const MANAGE = `import os
import sys

if __name__ == '__main__':
    os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'config.settings')
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
`

const DJANGO_APPS = ['admin', 'auth', 'contenttypes', 'sessions', 'messages', 'staticfiles'].map(
  (name) => `django.contrib.${name}`,
)

/** The text of a settings module; `series` decides how the storage is named. */
export function settingsText(
  series: string,
  { apps = [], storage, options, middleware = [], contextProcessors = [], more = '' }: SettingsParts,
): string {
  const storages =
    Number(series) < 4.2
      ? `STATICFILES_STORAGE = '${storage}'`
      : `STORAGES = {
    'default': {'BACKEND': 'django.core.files.storage.FileSystemStorage'},
    'staticfiles': {'BACKEND': '${storage}'${options === undefined ? '' : `, 'OPTIONS': ${options}`}},
}`
  return `import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = 'not one'
DEBUG = False
USE_TZ = True
ROOT_URLCONF = 'config.urls'
DEFAULT_AUTO_FIELD = 'django.db.models.BigAutoField'
DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': ':memory:'}}
INSTALLED_APPS = [
${[...apps, ...DJANGO_APPS, 'shop'].map((name) => `    '${name}',`).join('\n')}
]
MIDDLEWARE = [
${['django.middleware.security.SecurityMiddleware', ...middleware, 'django.contrib.sessions.middleware.SessionMiddleware'].map((name) => `    '${name}',`).join('\n')}
]
TEMPLATES = [{
    'BACKEND': 'django.template.backends.django.DjangoTemplates', 'APP_DIRS': True,
    'OPTIONS': {'context_processors': ['django.template.context_processors.request', ${contextProcessors.map((name) => `'${name}'`).join(', ')}]},
}]
STATIC_URL = '/static/'
STATIC_ROOT = BASE_DIR / 'collected'
STATICFILES_DIRS = [BASE_DIR / 'assets', ('vendor', BASE_DIR / 'third_party')]
MEDIA_URL = '/media/'
MEDIA_ROOT = BASE_DIR / 'media'
${storages}
${more}`
}

/** A site of one app whose files refer to each other, clash with the admin's, and have names that need care. */
export const SITE_FILES: Readonly<Record<string, string>> = {
  'config/__init__.py': '',
  'config/urls.py': 'urlpatterns = []\n',
  'shop/__init__.py': '',
  'shop/static/shop/shop.css':
    '@import "base.css";\n.a { background: url("img/a b.png?v=1#x") }\n.b { background: url(../vendor/lib/x.svg) }\n',
  'shop/static/shop/base.css': '@font-face { src: url("fonts/f.eot?#iefix"), url(/static/shop/fonts/f.woff) }\n',
  'shop/static/shop/img/a b.png': 'png',
  'shop/static/shop/fonts/f.eot': 'eot',
  'shop/static/shop/fonts/f.woff': 'woff',
  'shop/static/shop/app.js': "import { x } from './lib/x.js';\nx()\n//# sourceMappingURL=app.js.map\n",
  'shop/static/shop/app.js.map': '{}',
  'shop/static/shop/lib/x.js': 'export const x = () => 1\n',
  'shop/static/shop/empty.txt': '',
  'shop/static/shop/notes.txt~': 'left out',
  'assets/admin/css/base.css': '/* ours instead */ body { color: #123 }\n',
  'assets/site.css': `body { background: url(shop/img/a%20b.png) }\n${'.row { display: flex }\n'.repeat(80)}`,
  'assets/.hidden': 'left out',
  'third_party/lib/x.svg': `<svg xmlns="http://www.w3.org/2000/svg">${'<path d="M0 0h1"/>'.repeat(40)}</svg>`,
  'third_party/lib/page.html': '<link href="x.svg"><a href="#x"><img src="/elsewhere/y.svg">',
}

/** A whole project: the site, its settings and more files. */
export function projectFiles(
  series: string,
  parts: SettingsParts,
  more: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return { 'manage.py': MANAGE, 'config/settings.py': settingsText(series, parts), ...SITE_FILES, ...more }
}

export const MANIFEST = 'django.contrib.staticfiles.storage.ManifestStaticFilesStorage'
