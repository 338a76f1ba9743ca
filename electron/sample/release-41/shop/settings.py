"""Settings of the Fernleaf tea shop. Works with Django 3.2 to 6.1 and needs no database."""
import os
from pathlib import Path

import django

BASE_DIR = Path(__file__).resolve().parent.parent

SECRET_KEY = os.environ.get('SHOP_SECRET_KEY', 'for-the-sample-only')
DEBUG = os.environ.get('SHOP_DEBUG') == '1'
ALLOWED_HOSTS = ['localhost', '127.0.0.1']

INSTALLED_APPS = [
    'django.contrib.staticfiles',
    'catalog',
    'cart',
    'accounts',
    'vendor_carousel',
]

MIDDLEWARE = [
    'django.middleware.security.SecurityMiddleware',
    'django.middleware.common.CommonMiddleware',
    'django.middleware.csrf.CsrfViewMiddleware',
]

ROOT_URLCONF = 'shop.urls'
WSGI_APPLICATION = 'shop.wsgi.application'

TEMPLATES = [
    {
        'BACKEND': 'django.template.backends.django.DjangoTemplates',
        'DIRS': [BASE_DIR / 'templates'],
        'APP_DIRS': True,
        'OPTIONS': {'context_processors': ['django.template.context_processors.request']},
    },
]

DATABASES = {}
DEFAULT_AUTO_FIELD = 'django.db.models.BigAutoField'

LANGUAGE_CODE = 'en-gb'
TIME_ZONE = 'Europe/London'
USE_TZ = True

STATIC_URL = '/static/'
STATIC_ROOT = os.environ.get('SHOP_STATIC_ROOT', str(BASE_DIR.parent / 'collected'))
STATICFILES_DIRS = [
    BASE_DIR / 'static',
    ('app', BASE_DIR / 'frontend' / 'dist'),
]

MEDIA_URL = '/media/'
MEDIA_ROOT = os.environ.get('SHOP_MEDIA_ROOT', str(BASE_DIR.parent / 'media'))

# Old Django has a setting of its own for the storage, new Django only knows STORAGES; both at once are refused.
if os.environ.get('SHOP_JS_MODULES') == '1':
    STATIC_STORAGE = 'shop.storage.ModuleManifestStorage'
else:
    STATIC_STORAGE = 'django.contrib.staticfiles.storage.ManifestStaticFilesStorage'

if django.VERSION >= (4, 2):
    STORAGES = {
        'default': {'BACKEND': 'django.core.files.storage.FileSystemStorage'},
        'staticfiles': {'BACKEND': STATIC_STORAGE},
    }
else:
    STATICFILES_STORAGE = STATIC_STORAGE
