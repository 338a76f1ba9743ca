"""The storages of the topologies: Django's own, or WhiteNoise's, and where the manifest lies."""
import hashlib

from django.conf import settings
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage, StaticFilesStorage

PLAN = settings.PLAN

if PLAN['whitenoise']:
    from whitenoise.storage import CompressedManifestStaticFilesStorage as Base
else:
    Base = ManifestStaticFilesStorage


class SharedManifest(Base):
    manifest_strict = PLAN['strict']


class ManifestInImage(SharedManifest):
    """The manifest lies beside the code."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, manifest_storage=StaticFilesStorage(location=PLAN['manifest']), **kwargs)


class PinnedHash(SharedManifest):
    """Files have a hash of the project's own that never changes: one that Django rewrites and one that it does not."""

    def file_hash(self, name, content=None):
        return '0123456789ab' if name in ('js/pinned.js', 'img/pinned.png') else super().file_hash(name, content)


class OwnHash(PinnedHash):
    """One more has a hash that changes with the release."""

    def file_hash(self, name, content=None):
        if name == 'img/stamped.png':
            return hashlib.md5(PLAN['release'].encode() + content.read()).hexdigest()[:12]
        return super().file_hash(name, content)
