import { MANIFEST, projectFiles, type SetUp } from './set-up.ts'
import { packages } from './usual-set-up.ts'

const SPLIT = packages('split', '5.2', [
  'django-environ',
  'django-allauth',
  'django-crispy-forms',
  'crispy-bootstrap5',
  'django-compressor',
  'whitenoise',
  'channels',
  'daphne',
  'django-vite',
  'django-webpack-loader',
  'django-tailwind',
  'django-admin-interface',
  'django-colorfield',
  'python-decouple',
  'pydantic-settings',
])
/** Projects that are laid out otherwise than by `startproject`. */
export function layoutSetUps(): SetUp[] {
  return [splitSettings(), sourceLayout()]
}

/** Settings in several modules, from the environment and a file, with apps that replace runserver. */
function splitSettings(): SetUp {
  const apps = [
    'daphne',
    'channels',
    'whitenoise.runserver_nostatic',
    'allauth',
    'allauth.account',
    'crispy_forms',
    'crispy_bootstrap5',
    'compressor',
    'django_vite',
    'webpack_loader',
    'tailwind',
    'admin_interface',
    'colorfield',
  ]
  const { 'config/settings.py': text = '', ...rest } = projectFiles('5.2', {
    apps,
    storage: 'whitenoise.storage.CompressedManifestStaticFilesStorage',
    middleware: ['whitenoise.middleware.WhiteNoiseMiddleware', 'allauth.account.middleware.AccountMiddleware'],
    more: `import environ
env = environ.Env()
env.read_env(str(BASE_DIR / '.env'))
SECRET_KEY = env('DJANGO_SECRET_KEY')
STATICFILES_FINDERS = [
    'django.contrib.staticfiles.finders.FileSystemFinder',
    'django.contrib.staticfiles.finders.AppDirectoriesFinder',
    'compressor.finders.CompressorFinder',
]
TAILWIND_APP_NAME = 'shop'
COMPRESS_ENABLED = True
`,
  })
  return {
    name: 'split settings with environ, Django 5.2',
    packages: SPLIT,
    isSmall: false,
    files: {
      ...rest,
      'manage.py': (rest['manage.py'] ?? '').replace('config.settings', 'config.settings.production'),
      '.env': 'DJANGO_SECRET_KEY=from-a-file\n',
      'config/settings/__init__.py': '',
      'config/settings/base.py': text.replace('.parent.parent', '.parent.parent.parent'),
      'config/settings/production.py':
        'from .base import *\nfrom decouple import config\nSTATIC_URL = config("SHOP_STATIC_URL")\n',
    },
    environment: { SHOP_STATIC_URL: '/s/', DJANGO_SETTINGS_MODULE: 'config.settings.production' },
  }
}

/** A package below `src`, settings named in `pyproject.toml`, and no `manage.py`. */
function sourceLayout(): SetUp {
  const { 'manage.py': _, ...files } = projectFiles('5.2', { storage: MANIFEST })
  const below = Object.fromEntries(Object.entries(files).map(([path, text]) => [`src/${path}`, text]))
  return {
    name: 'src layout without manage.py, Django 5.2',
    packages: SPLIT,
    isSmall: false,
    files: {
      ...below,
      'pyproject.toml':
        '[project]\nname = "shop"\nversion = "1"\n\n[tool.django]\nsettings_module = "config.settings"\n',
      'src/config/asgi.py': "import os\nos.environ.setdefault('DJANGO_SETTINGS_MODULE', 'config.settings')\n",
    },
  }
}
