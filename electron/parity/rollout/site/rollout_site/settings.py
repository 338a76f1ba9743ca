"""Settings of the site that a rollout is played with. What a plan decides comes in ROLLOUT_SITE, as JSON."""
import json
import os
from pathlib import Path

import django

HOME = Path(__file__).resolve().parent.parent
PLAN = json.loads(os.environ['ROLLOUT_SITE'])

DEBUG = False
SECRET_KEY = 'only for a test'
ALLOWED_HOSTS = ['*']
ROOT_URLCONF = 'rollout_site.urls'
INSTALLED_APPS = ['django.contrib.staticfiles']
MIDDLEWARE = ['whitenoise.middleware.WhiteNoiseMiddleware'] if PLAN['whitenoise'] else []
TEMPLATES = [{'BACKEND': 'django.template.backends.django.DjangoTemplates', 'DIRS': [HOME / 'templates']}]
USE_TZ = True

STATIC_URL = PLAN['staticUrl']
STATIC_ROOT = PLAN['staticRoot']
STATICFILES_DIRS = [HOME / 'static']
STORAGES = {
    'default': {'BACKEND': 'django.core.files.storage.FileSystemStorage'},
    'staticfiles': {'BACKEND': PLAN['storage']},
}
if django.VERSION < (4, 2):
    STATICFILES_STORAGE = PLAN['storage']
WHITENOISE_MAX_AGE = PLAN['lifetimes']['plain']
WHITENOISE_KEEP_ONLY_HASHED_FILES = PLAN['keepOnlyHashed']
