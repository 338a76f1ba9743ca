import type { ProjectPackages } from './project-environment.ts'
import { projectFiles, type SetUp } from './set-up.ts'

const PLAIN: readonly (readonly [series: string, packages: ProjectPackages])[] = [
  ['3.2', { name: 'drf-3.2', python: '3.9', requirements: ['django~=3.2.0', 'djangorestframework<3.16'] }],
  ['4.2', { name: 'drf-4.2', python: '3.11', requirements: ['django~=4.2.0', 'djangorestframework'] }],
  [
    '5.2',
    {
      name: 'whitenoise-5.2',
      python: '3.12',
      requirements: ['django~=5.2.0', 'whitenoise', 'brotli', 'django-debug-toolbar', 'django-extensions'],
    },
  ],
  ['6.1', { name: 'drf-6.1', python: '3.13', requirements: ['django~=6.1.0', 'djangorestframework'] }],
]

/** Storages and finders that projects write themselves. `old`: with the numbered groups of Django 3.2. */
function ownModule(series: string): string {
  const isOld = series === '3.2'
  const pattern = isOld ? `(href="([^"]*)")` : `(?P<matched>(?P<word>href|src)="(?P<url>[^"]*)")`
  const template = isOld ? 'href="%s"' : '%(word)s="%(url)s"'
  return `import hashlib
import os

from django.contrib.staticfiles.finders import AppDirectoriesFinder, BaseFinder, FileSystemFinder
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage, StaticFilesStorage
from django.core.files.storage import FileSystemStorage


class Sha(ManifestStaticFilesStorage):
    """Another hash, another manifest, patterns added."""

    manifest_name = 'assets.json'
    patterns = (
        *ManifestStaticFilesStorage.patterns,
        ('*.html', ((r'''${pattern}''', '${template}'),)),
    )

    def file_hash(self, name, content=None):
        if content is None:
            return None
        digest = hashlib.sha256()
        for chunk in content.chunks():
            digest.update(chunk)
        return digest.hexdigest()[:8]


class CssOnly(ManifestStaticFilesStorage):
    """Patterns replaced, intermediate copies kept, a forgiving name."""

    patterns = (ManifestStaticFilesStorage.patterns[0],)
    keep_intermediate_files = True
    max_post_process_passes = 7
    manifest_strict = False

    def hashed_name(self, name, content=None, filename=None):
        try:
            return super().hashed_name(name, content, filename)
        except ValueError:
            return name


class NoHash(ManifestStaticFilesStorage):
    def file_hash(self, name, content=None):
        return None


class Version(ManifestStaticFilesStorage):
    def file_hash(self, name, content=None):
        return 'v12'


class Elsewhere(ManifestStaticFilesStorage):
    """The manifest lies outside of STATIC_ROOT; from Django 4.0 on."""

    def __init__(self, *args, **options):
        from django.conf import settings

        place = os.path.join(settings.BASE_DIR, 'build', 'manifests')
        super().__init__(*args, manifest_storage=StaticFilesStorage(location=place), **options)


class PerRelease(ManifestStaticFilesStorage):
    def __init__(self, *args, **options):
        from django.conf import settings

        place = os.path.join(settings.STATIC_ROOT, 'releases', '2026-11')
        super().__init__(*args, manifest_storage=StaticFilesStorage(location=place), **options)


class Assets(AppDirectoriesFinder):
    source_dir = 'assets'


class WithoutMaps(FileSystemFinder):
    ignore_patterns = ['*.map', 'lib']

    def list(self, ignore_patterns):
        return super().list([*ignore_patterns, *self.ignore_patterns])


class OnlyCss(AppDirectoriesFinder):
    def list(self, ignore_patterns):
        for path, storage in super().list(ignore_patterns):
            if path.endswith('.css'):
                yield path, storage


class Bower(BaseFinder):
    def __init__(self):
        from django.conf import settings

        self.storage = FileSystemStorage(location=os.path.join(settings.BASE_DIR, 'bower'))
        self.storage.prefix = 'bower'

    def list(self, ignore_patterns):
        for path in ['z.css', 'a.css']:
            yield path, self.storage

    def find(self, path, **options):
        return []

    def check(self, **options):
        return []


class More(FileSystemFinder):
    """Folders besides those of the settings."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        from django.conf import settings

        root = os.path.join(settings.BASE_DIR, 'more')
        self.locations.append(('more', root))
        storage = FileSystemStorage(location=root)
        storage.prefix = 'more'
        self.storages[root] = storage
`
}

const MORE_FILES = {
  'shop/assets/shop/from-assets.css': 'a { background: url(b.png) }\n',
  'shop/assets/shop/b.png': 'b',
  'bower/a.css': 'a {}',
  'bower/z.css': '.z {}',
  'bower/not-listed.css': '.n {}',
  'more/m.css': '@import "n.css";',
  'more/n.css': 'n {}',
}

const FINDERS = `STATICFILES_FINDERS = ['own.WithoutMaps', 'own.OnlyCss', 'own.Assets', 'own.Bower', 'own.More']
`
/** A reference that a forgiving storage leaves as it is. */
const FORGIVEN = {
  'shop/static/shop/forgiven.css': 'a { background: url(no-such.png) } b { background: url(base.css) }\n',
}

/** Custom storages and finders on all series; per-release manifests and manifests elsewhere from 4.2 on. */
export function customSetUps(): SetUp[] {
  return PLAIN.flatMap(([series, packages]) => {
    const make = (isSmall: boolean, name: string, storage: string, more = '', files = {}): SetUp => ({
      name: `${name}, Django ${series}`,
      packages,
      isSmall,
      files: projectFiles(
        series,
        { storage: `own.${storage}`, more },
        { ...MORE_FILES, ...files, 'own.py': ownModule(series) },
      ),
    })
    return [
      make(true, 'own hash, manifest and patterns', 'Sha'),
      make(true, 'own finders', 'CssOnly', FINDERS, FORGIVEN),
      make(false, 'no hash', 'NoHash'),
      make(
        false,
        'one hash for all',
        'Version',
        'FILE_UPLOAD_PERMISSIONS = 0o600\nFILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750\n',
      ),
      make(true, 'a file that is missing', 'Sha', '', { 'assets/broken.css': 'a { background: url(no-such.png) }' }),
      ...(series === '3.2'
        ? []
        : [
            make(Number(series) > 5, 'a manifest per release', 'PerRelease'),
            make(series === '5.2', 'a manifest elsewhere', 'Elsewhere'),
          ]),
    ]
  })
}
