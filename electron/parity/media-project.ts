import { MANAGE, storageSetting } from './project-fixture.ts'

/** A shop whose admin and forms ask for static files in every way that Django has, for one series. */
export function mediaProject(series: string): Readonly<Record<string, string>> {
  return {
    ...FILES,
    'manage.py': MANAGE,
    'site_settings.py':
      SETTINGS + storageSetting(series, 'django.contrib.staticfiles.storage.ManifestStaticFilesStorage'),
  }
}

const SETTINGS = `DEBUG = False; ALLOWED_HOSTS = ['*']
BASE = __import__('os').path.dirname(__import__('os').path.abspath(__file__))
STATIC_ROOT = BASE + '/collected'
STATIC_URL = 'static/'; SECRET_KEY = 's'; USE_TZ = True; ROOT_URLCONF = 'urls'
STATICFILES_DIRS = [BASE + '/assets']
INSTALLED_APPS = ['django.contrib.staticfiles', 'django.contrib.admin', 'django.contrib.auth', 'django.contrib.contenttypes', 'django.contrib.messages', 'django.contrib.sessions', 'shop']
DATABASES = {'default': {'ENGINE': 'django.db.backends.sqlite3', 'NAME': BASE + '/db.sqlite3'}}
DEFAULT_AUTO_FIELD = 'django.db.models.BigAutoField'
TEMPLATES = [{'BACKEND': 'django.template.backends.django.DjangoTemplates', 'APP_DIRS': True, 'OPTIONS': {'context_processors': ['django.template.context_processors.request', 'django.contrib.auth.context_processors.auth', 'django.contrib.messages.context_processors.messages']}}]
MIDDLEWARE = ['django.contrib.sessions.middleware.SessionMiddleware', 'django.contrib.auth.middleware.AuthenticationMiddleware', 'django.contrib.messages.middleware.MessageMiddleware']
`

const FILES: Readonly<Record<string, string>> = {
  'urls.py': `from django.contrib import admin
from django.urls import path

from shop import views

urlpatterns = [path('admin/', admin.site.urls), path('', views.home)]
`,
  'shop/models.py': `from django.db import models


class Product(models.Model):
    name = models.CharField(max_length=9)


class Photo(models.Model):
    product = models.ForeignKey(Product, on_delete=models.CASCADE)
`,
  'shop/views.py': `from django.http import HttpResponse

from shop.forms import Search


def home(request):
    return HttpResponse(str(Search().media))
`,
  'shop/forms.py': `from django import forms

NAMES = ['shop/%s.js' % name for name in ('one', 'two')]


class Picker(forms.TextInput):
    class Media:
        css = {'all': ['shop/picker.css']}
        js = NAMES


class Search(forms.Form):
    def __init__(self, *args, **options):
        super().__init__(*args, **options)

    when = forms.CharField(widget=Picker)

    class Media:
        js = ['https://cdn.example/x.js', '/absolute.js']


class Broken(forms.Form):
    @property
    def media(self):
        return forms.Media(js=[Missing])


class Asks(forms.Form):
    @property
    def media(self):
        from shop.models import Product

        return forms.Media(js=['%s.js' % product for product in Product.objects.all()])
`,
  'shop/admin.py': `from django.contrib import admin
from django.templatetags.static import static
from django.utils.html import format_html

from shop.forms import Picker
from shop.models import Photo, Product


class Script:
    def __init__(self, path):
        self.path = path

    def __html__(self):
        return format_html('<script type="module" src="{}"></script>', static(self.path))

    def __str__(self):
        return self.__html__()

    def startswith(self, start):
        return True


class PhotoInline(admin.TabularInline):
    model = Photo

    class Media:
        js = ['shop/inline.js']


class ProductAdmin(admin.ModelAdmin):
    inlines = [PhotoInline]

    class Media:
        js = ['shop/gone.js', Script('shop/module.js')]

    def formfield_for_dbfield(self, db_field, request, **options):
        if db_field.name == 'name':
            options['widget'] = Picker
        return super().formfield_for_dbfield(db_field, request, **options)


admin.site.register(Product, ProductAdmin)
other = admin.AdminSite(name='other')
other.register(Photo, type('PhotoAdmin', (admin.ModelAdmin,), {'Media': type('Media', (), {'js': ['shop/other.js']})}))
`,
  'shop/__init__.py': ``,
  'assets/shop/there.css': 'a { color: red }',
}
