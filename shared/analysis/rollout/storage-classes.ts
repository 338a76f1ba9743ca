import { isAtLeast } from './django-of.ts'

/**
 * A storage with a manifest per release on a disk, for a series of Django. `manifest_storage` came with 4.0 (ticket
 * 27590); before it, only the manifest's name can tell releases apart. STORAGES came with 4.2.
 */
export function fileStorageCode(django: string): string {
  const settings = isAtLeast(django, 4, 2)
    ? `STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "myproject.storages.ReleaseStaticFilesStorage"},
}`
    : 'STATICFILES_STORAGE = "myproject.storages.ReleaseStaticFilesStorage"'
  const storage = isAtLeast(django, 4, 0)
    ? `import os

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage, StaticFilesStorage


class ReleaseStaticFilesStorage(ManifestStaticFilesStorage):
    """Hashed files of all releases together, one manifest per release."""

    def __init__(self, *args, **kwargs):
        release = os.environ["RELEASE_ID"]  # no default: two releases must never share one
        location = os.path.join(settings.STATIC_ROOT, "releases", release)
        super().__init__(*args, manifest_storage=StaticFilesStorage(location=location), **kwargs)`
    : `import os

from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


class ReleaseStaticFilesStorage(ManifestStaticFilesStorage):
    """Hashed files of all releases together, one manifest per release."""

    manifest_name = "staticfiles-%s.json" % os.environ["RELEASE_ID"]`
  return `# myproject/storages.py\n${storage}\n\n# settings.py\n${settings}\n`
}

/** The same in S3, with django-storages 1.11.1 or newer. */
export function bucketStorageCode(django: string): string {
  const settings = isAtLeast(django, 4, 2)
    ? `STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "myproject.storages.ReleaseS3StaticStorage",
        "OPTIONS": {"bucket_name": "my-bucket", "location": "static"},
    },
}`
    : 'STATICFILES_STORAGE = "myproject.storages.ReleaseS3StaticStorage"'
  const storage = isAtLeast(django, 4, 0)
    ? `import os

from storages.backends.s3 import S3ManifestStaticStorage, S3StaticStorage


class ReleaseS3StaticStorage(S3ManifestStaticStorage):
    """Hashed files of all releases together, one manifest per release."""

    def __init__(self, *args, **kwargs):
        release = os.environ["RELEASE_ID"]  # no default: two releases must never share one
        options = {**kwargs, "location": kwargs.get("location", "") + "/releases/" + release}
        super().__init__(*args, manifest_storage=S3StaticStorage(**options), **kwargs)`
    : `import os

from storages.backends.s3boto3 import S3ManifestStaticStorage


class ReleaseS3StaticStorage(S3ManifestStaticStorage):
    """Hashed files of all releases together, one manifest per release."""

    manifest_name = "staticfiles-%s.json" % os.environ["RELEASE_ID"]`
  return `# myproject/storages.py\n${storage}\n\n# settings.py\n${settings}\n`
}
