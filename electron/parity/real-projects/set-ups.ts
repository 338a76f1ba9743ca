import { customSetUps } from './custom-set-ups.ts'
import { layoutSetUps } from './layout-set-ups.ts'
import { oddSetUps } from './odd-set-ups.ts'
import { OSCAR_APPS, WAGTAIL_APPS } from './package-apps.ts'
import type { ProjectPackages } from './project-environment.ts'
import { MANIFEST, type SetUp } from './set-up.ts'
import { packages, setUp } from './usual-set-up.ts'

const DRF = [
  packages('drf', '3.2', ['djangorestframework<3.16']),
  packages('drf', '6.1', ['djangorestframework']),
] as const
const WHITENOISE_52 = packages('whitenoise', '5.2', [
  'whitenoise',
  'brotli',
  'django-debug-toolbar',
  'django-extensions',
])
const WHITENOISE_61 = packages('whitenoise', '6.1', ['whitenoise', 'django-debug-toolbar', 'django-extensions'])
const PIPELINE = packages('pipeline', '5.2', [
  'django-pipeline',
  'django-compressor',
  'django-sass-processor',
  'libsass',
  'django-npm',
])
const ENHANCED = packages('enhanced', '5.2', [
  'django-manifeststaticfiles-enhanced',
  'servestatic',
  'drf-spectacular-sidecar',
  'django-silk',
  'django-constance',
  'django-rosetta',
  'django-json-widget',
])

const WHITENOISE_MIDDLEWARE = ['whitenoise.middleware.WhiteNoiseMiddleware']
const COMPRESSED = 'whitenoise.storage.CompressedStaticFilesStorage'
const COMPRESSED_MANIFEST = 'whitenoise.storage.CompressedManifestStaticFilesStorage'

function whitenoise(environment: ProjectPackages, series: string): SetUp[] {
  const apps = ['whitenoise.runserver_nostatic', 'debug_toolbar', 'django_extensions']
  const variants: readonly (readonly [name: string, storage: string, more: string])[] = [
    ['WhiteNoise', COMPRESSED, "WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ['svg', 'png']\n"],
    ['WhiteNoise manifest', COMPRESSED_MANIFEST, 'WHITENOISE_MANIFEST_STRICT = False\n'],
    ['WhiteNoise only hashed', COMPRESSED_MANIFEST, 'WHITENOISE_KEEP_ONLY_HASHED_FILES = True\n'],
  ]
  return variants.map(([name, storage, more]) => ({
    ...setUp(name, series, environment, { apps, storage, middleware: WHITENOISE_MIDDLEWARE, more }),
    isSmall: (series === '5.2') === (name === 'WhiteNoise manifest') && name !== 'WhiteNoise',
  }))
}

const FINDERS = `STATICFILES_FINDERS = [
    'django.contrib.staticfiles.finders.FileSystemFinder',
    'django.contrib.staticfiles.finders.AppDirectoriesFinder',
`

function pipeline(): SetUp[] {
  const base = {
    apps: ['pipeline', 'compressor', 'sass_processor'],
    storage: 'pipeline.storage.PipelineManifestStorage',
  }
  const more = `PIPELINE = {}
${FINDERS}    'pipeline.finders.PipelineFinder',
    'pipeline.finders.CachedFileFinder',
    'compressor.finders.CompressorFinder',
    'sass_processor.finders.CssFinder',
    'npm.finders.NpmFinder',
]
NPM_ROOT_PATH = str(BASE_DIR)
NPM_STATIC_FILES_PREFIX = 'npm'
NPM_FILE_PATTERNS = {'left': ['dist/*.js'], 'right': ['*']}
`
  const npm = {
    'node_modules/left/dist/left.js': 'left()\n',
    'node_modules/left/README.md': 'not listed',
    'node_modules/right/right.css': 'a { color: red }\n',
    'node_modules/right/package.json': '{"name": "right", "version": "2.0.0"}\n',
  }
  const filtering = `PIPELINE = {}
STATICFILES_FINDERS = [
    'pipeline.finders.FileSystemFinder',
    'pipeline.finders.AppDirectoriesFinder',
]
`
  const packs = `PIPELINE = {'STYLESHEETS': {'all': {'source_filenames': ['site.css'], 'output_filename': 'all.css'}}, 'CSS_COMPRESSOR': None, 'JS_COMPRESSOR': None}
`
  return [
    setUp('pipeline and compressor, npm', '5.2', PIPELINE, { ...base, more }, npm),
    setUp("pipeline's filtering finders", '5.2', PIPELINE, { ...base, storage: MANIFEST, more: filtering }),
    { ...setUp('pipeline with a package', '5.2', PIPELINE, { ...base, more: packs }), isNamed: true },
  ]
}

const S3 = packages('s3', '5.2', ['django-storages[s3]', 'moto[s3]'])

/** The bucket of a real run is in memory. */
const BUCKET = `AWS_STORAGE_BUCKET_NAME = 'shop'
AWS_S3_REGION_NAME = 'us-east-1'
AWS_ACCESS_KEY_ID = AWS_SECRET_ACCESS_KEY = 'testing'
AWS_QUERYSTRING_AUTH = False
if 'STATICSCOPE_REAL_RUN' in os.environ:
    import boto3
    from moto import mock_aws

    mock_aws().start()
    boto3.client('s3', region_name='us-east-1', aws_access_key_id='testing', aws_secret_access_key='testing').create_bucket(Bucket='shop')
`

/** All set-ups, small ones first. */
export const SET_UPS: readonly SetUp[] = [
  ...customSetUps(),
  ...whitenoise(WHITENOISE_52, '5.2'),
  ...whitenoise(WHITENOISE_61, '6.1'),
  ...DRF.map((environment) => {
    const series = environment.name.slice(4)
    return {
      ...setUp('admin and DRF', series, environment, { apps: ['rest_framework'], storage: MANIFEST }),
      isSmall: true,
    }
  }),
  setUp('Wagtail', '4.2', packages('wagtail', '4.2', ['wagtail~=6.3.0']), { apps: WAGTAIL_APPS, storage: MANIFEST }),
  setUp('Wagtail and WhiteNoise', '5.2', packages('wagtail', '5.2', ['wagtail', 'whitenoise']), {
    apps: WAGTAIL_APPS,
    storage: COMPRESSED_MANIFEST,
    middleware: WHITENOISE_MIDDLEWARE,
  }),
  setUp(
    'django CMS',
    '5.2',
    packages('cms', '5.2', ['django-cms', 'djangocms-text', 'djangocms-frontend', 'djangocms-versioning']),
    {
      apps: [
        'django.contrib.sites',
        'cms',
        'menus',
        'djangocms_text',
        'djangocms_versioning',
        'treebeard',
        'sekizai',
        'easy_thumbnails',
        'djangocms_frontend',
        'djangocms_frontend.contrib.grid',
      ],
      storage: MANIFEST,
      more: "SITE_ID = 1\nCMS_CONFIRM_VERSION4 = True\nLANGUAGE_CODE = 'en'\nLANGUAGES = [('en', 'English')]\n",
    },
  ),
  setUp('oscar', '4.2', packages('oscar', '4.2', ['django-oscar', 'sorl-thumbnail']), {
    apps: OSCAR_APPS,
    storage: MANIFEST,
    more: "from oscar.defaults import *\nSITE_ID = 1\nHAYSTACK_CONNECTIONS = {'default': {'ENGINE': 'haystack.backends.simple_backend.SimpleEngine'}}\n",
  }),
  ...pipeline(),
  setUp('S3 manifest', '5.2', S3, {
    storage: 'storages.backends.s3.S3ManifestStaticStorage',
    options: "{'location': 'static', 'custom_domain': 'cdn.example.com'}",
    more: `STATIC_URL = 'https://cdn.example.com/static/'\n${BUCKET}`,
  }),
  setUp(
    'heavy static trees',
    '3.2',
    packages(
      'heavy',
      '3.2',
      [
        'django-jet-reboot',
        'django-suit',
        'django-grappelli==3.0.8',
        'django-nested-admin',
        'django-admin-sortable2',
        'django-debug-toolbar<4',
        'django-pipeline',
        'whitenoise==6.0.0',
      ],
      '3.8',
    ),
    { apps: ['grappelli', 'nested_admin', 'adminsortable2', 'debug_toolbar', 'jet'], storage: MANIFEST },
  ),
  setUp(
    'heavy static trees',
    '4.2',
    packages('heavy', '4.2', [
      'django-grappelli',
      'django-ckeditor',
      'django-tinymce',
      'django-import-export',
      'django-leaflet',
      'django-filer',
      'easy-thumbnails',
      'django-mptt',
      'django-select2',
      'django-q2',
      'django-summernote',
      'drf-yasg',
    ]),
    {
      apps: [
        'grappelli',
        'ckeditor',
        'ckeditor_uploader',
        'tinymce',
        'import_export',
        'filer',
        'easy_thumbnails',
        'mptt',
        'django_select2',
        'django_q',
        'django_summernote',
        'rest_framework',
        'drf_yasg',
      ],
      storage: MANIFEST,
      more: "CKEDITOR_UPLOAD_PATH = 'uploads/'\n",
    },
  ),
  setUp(
    'heavy static trees',
    '6.1',
    packages('heavy', '6.1', [
      'django-jazzmin',
      'django-unfold',
      'django-import-export',
      'django-htmx',
      'django-bootstrap5',
      'django-ckeditor-5',
      'drf-spectacular-sidecar',
      'django-autocomplete-light',
      'django-allauth',
      'django-crispy-forms',
      'crispy-bootstrap5',
    ]),
    {
      apps: [
        'dal',
        'dal_select2',
        'jazzmin',
        'unfold',
        'import_export',
        'django_htmx',
        'django_bootstrap5',
        'django_ckeditor_5',
        'drf_spectacular_sidecar',
        'allauth',
        'allauth.account',
        'crispy_forms',
        'crispy_bootstrap5',
      ],
      storage: MANIFEST,
      middleware: ['allauth.account.middleware.AccountMiddleware'],
      more: 'CKEDITOR_5_CONFIGS = {}\n',
    },
  ),
  ...oddSetUps('5.2', WHITENOISE_52),
  ...oddSetUps('6.1', WHITENOISE_61),
  ...layoutSetUps(),
  setUp('tools of an office', '5.2', ENHANCED, {
    apps: ['silk', 'constance', 'rosetta', 'django_json_widget', 'drf_spectacular_sidecar'],
    storage: MANIFEST,
    more: 'CONSTANCE_CONFIG = {}\n',
  }),
  {
    ...setUp('servestatic', '5.2', ENHANCED, { storage: 'servestatic.storage.CompressedManifestStaticFilesStorage' }),
    isNamed: true,
  },
  {
    ...setUp('manifeststaticfiles-enhanced', '5.2', ENHANCED, {
      storage: 'django_manifeststaticfiles_enhanced.storage.EnhancedManifestStaticFilesStorage',
    }),
    isNamed: true,
  },
]
