"""The packages that are installed, and what they are set to do."""


class Owners:
    """Which distribution ships a module. Their records are read once, and only if an app is installed rather than written here."""

    def __init__(self):
        self.records = None

    def find(self, name):
        try:
            if self.records is None:
                self.records = list(self.read())
            parts = name.split('.')
            for end in range(len(parts), 0, -1):
                start = '/'.join(parts[:end])
                for distribution, version, text in self.records:
                    if '\n%s/' % start in text or '\n%s.py,' % start in text:
                        return distribution, version
        except Exception:
            pass
        return None, None

    def read(self):
        import importlib.metadata

        for distribution in importlib.metadata.distributions():
            record = distribution.read_text('RECORD')
            if record:
                yield distribution.metadata['Name'], distribution.version, '\n' + record


def distribution_version(name):
    try:
        import importlib.metadata

        return importlib.metadata.version(name)
    except Exception:
        return None


def compression():
    """What WhiteNoise compresses here; null without it."""
    try:
        from django.conf import settings
        from whitenoise import compress
    except Exception:
        return None
    skipped = getattr(settings, 'WHITENOISE_SKIP_COMPRESS_EXTENSIONS', None)
    if skipped is None:
        skipped = getattr(compress.Compressor, 'SKIP_COMPRESS_EXTENSIONS', None)
    return {
        'brotli': bool(getattr(compress, 'brotli_installed', False)),
        'skipExtensions': None if skipped is None else [str(extension) for extension in skipped],
    }


def packages_of_pipeline():
    """How many packages django-pipeline would make; null if it cannot be told."""
    try:
        from pipeline.conf import settings

        return len(settings.STYLESHEETS) + len(settings.JAVASCRIPT)
    except Exception:
        return None
