from django.contrib.staticfiles.storage import ManifestStaticFilesStorage


class ModuleManifestStorage(ManifestStaticFilesStorage):
    """Also rewrites the imports of JavaScript modules (Django 4.2 and newer)."""

    support_js_module_import_aggregation = True
