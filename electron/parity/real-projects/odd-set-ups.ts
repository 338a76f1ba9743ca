import type { ProjectPackages } from './project-environment.ts'
import { projectFiles, type SetUp, type SettingsParts } from './set-up.ts'

/** Storages of one's own over WhiteNoise and Django, with modules, hashes and errors that are swallowed. */
const OWN = `import hashlib

from django.contrib.staticfiles.apps import StaticFilesConfig
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage


class Static(StaticFilesConfig):
    ignore_patterns = ['*.map', 'fonts', 'no[!t]*']


class Modules(ManifestStaticFilesStorage):
    support_js_module_import_aggregation = True
    default_template = "url('%(url)s')"


class Compressed(CompressedManifestStaticFilesStorage):
    patterns = [
        *CompressedManifestStaticFilesStorage.patterns,
        ['*.html', [r'(?P<matched>href="(?P<url>[^"#]+)")']],
        ['*.svg', [(r'(?P<matched>(?P<tag>xlink:href)=(?P<q>[\\x27"])(?P<url>[^#].*?)(?P=q))', '%(tag)s="%(url)s"')]],
    ]

    def file_hash(self, name, content=None):
        return hashlib.sha1(content.read()).hexdigest()[-10:]


class Squashing(CompressedManifestStaticFilesStorage):
    """Errors are swallowed: the preview must say that it cannot follow this."""

    def post_process(self, *args, **options):
        for name, hashed, processed in super().post_process(*args, **options):
            yield name, hashed, False if isinstance(processed, Exception) else processed
`

/** Storages with OPTIONS, settings that are seldom met, and own classes over WhiteNoise's. */
export function oddSetUps(series: string, packages: ProjectPackages): SetUp[] {
  const make = (name: string, parts: SettingsParts, more: Readonly<Record<string, string>> = {}): SetUp => ({
    name: `${name}, Django ${series}`,
    packages,
    isSmall: false,
    files: { ...projectFiles(series, parts, more), 'own.py': OWN },
  })
  const options = `{'location': BASE_DIR / 'collected', 'base_url': 'https://cdn.example.com/s/', 'file_permissions_mode': 0o640, 'directory_permissions_mode': 0o711}`
  return [
    make('a plain storage with OPTIONS', {
      storage: 'django.contrib.staticfiles.storage.StaticFilesStorage',
      options,
      more: "STATIC_ROOT = ''\n",
    }),
    make('a manifest storage with OPTIONS', {
      storage: 'django.contrib.staticfiles.storage.ManifestStaticFilesStorage',
      options,
      more: "STATIC_ROOT = BASE_DIR / 'not-used'\nSTATIC_URL = 'https://elsewhere.example.com/'\n",
    }),
    make(
      'modules, a script name, DEBUG and ignored files',
      {
        storage: 'own.Modules',
        more: `DEBUG = True
FORCE_SCRIPT_NAME = '/app'
STATIC_URL = 'static/'
FILE_UPLOAD_PERMISSIONS = None
INSTALLED_APPS[INSTALLED_APPS.index('django.contrib.staticfiles')] = 'own.Static'
`,
      },
      {
        'shop/static/shop/base.css':
          'a { background: url(/app/static/shop/img/a%20b.png), url(/static/shop/none.png) }\n',
        'shop/static/shop/app.js':
          "import { x } from './lib/x.js';\nimport('./lib/x.js')\nexport * from './lib/x.js'\nx()\n",
      },
    ),
    make(
      "own hash and patterns over WhiteNoise's",
      { storage: 'own.Compressed', more: 'WHITENOISE_KEEP_ONLY_HASHED_FILES = True\n' },
      {
        'assets/use.svg': `<svg><use xlink:href='vendor/lib/x.svg'/><use xlink:href="#a"/></svg>${' '.repeat(300)}`,
        'assets/page.html': '<A HREF="site.css" href="#x" href="https://example.com/">',
      },
    ),
    {
      ...make(
        'errors that are swallowed',
        { storage: 'own.Squashing' },
        { 'assets/broken.css': 'a { background: url(no.png) }' },
      ),
      isNamed: true,
    },
  ]
}
