import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ProjectPackages } from '../real-projects/project-environment.ts'
import { MANAGE, MANIFEST, settingsText } from '../real-projects/set-up.ts'

/** A published project whose pages are asked for with DEBUG off, broken on purpose. */
export type PageProject = {
  readonly name: string
  readonly settingsModule: string
  /** Lays the project into an empty folder. */
  readonly lay: (python: string, folder: string) => void
  /** Patterns of files that collectstatic leaves out, so that names which the packages ask for are missing. */
  readonly ignore: readonly string[]
  /** Paths to ask for besides all that take no argument. */
  readonly urls: readonly string[]
}

const DJANGO = '6.1'

/**
 * What `wagtail start` makes, in production, with django-allauth and Django's admin: more than a thousand templates. Names
 * are broken in templates that override those of the packages, and files that the packages ask for are left out.
 */
export const WAGTAIL_PROJECT: PageProject & { readonly packages: ProjectPackages } = {
  name: 'wagtail start, with django-allauth',
  packages: {
    name: `pages-${DJANGO}`,
    python: '3.13',
    requirements: [`django~=${DJANGO}.0`, 'wagtail==8.0.1', 'django-allauth==65.22.1'],
  },
  settingsModule: 'shop.settings.live',
  lay(python, folder) {
    execFileSync(join(dirname(python), 'wagtail'), ['start', 'shop', folder], { stdio: 'ignore' })
    layFiles(folder, WAGTAIL_FILES)
  },
  ignore: [
    'wagtaildocs/js/*',
    'page-chooser-modal.js',
    'wagtailadmin/js/bulk-actions.js',
    'admin/css/changelists.css',
    'admin/css/dashboard.css',
  ],
  urls: ['/', '/nowhere/'],
}

/** Django's admin and its pages for accounts, which need no other package. */
export function adminProject(series: string): PageProject {
  return {
    name: `admin, Django ${series}`,
    settingsModule: 'config.settings',
    lay: (_, folder) => layFiles(folder, adminFiles(series)),
    ignore: [
      'admin/css/changelists.css',
      'admin/css/dashboard.css',
      'admin/js/actions.js',
      'unusable_password_field.js',
    ],
    urls: ['/admin/auth/user/add/', '/admin/auth/user/1/change/', '/admin/auth/group/', '/nowhere/'],
  }
}

/** Templates that views render and others extend; the last by a name that only the running view knows. */
const RENDERED_PARENTS = [
  ...['by_argument', 'by_class', 'by_method', 'by_render', 'by_text', 'by_loader', 'by_choice'],
  'by_format',
]

const VIEWS = `from django.http import HttpResponse
from django.shortcuts import render
from django.template import loader
from django.template.loader import render_to_string as text_of
from django.views.generic import TemplateView

class ByClass(TemplateView):
    template_name = 'shop/by_class.html'

class ByMethod(TemplateView):
    def get_template_names(self):
        return ['shop/by_method.html']

def by_render(request):
    return render(request, 'shop/by_render.html')

def by_text(request):
    return HttpResponse(text_of('shop/by_text.html'))

def by_loader(request):
    return HttpResponse(loader.get_template('shop/by_loader.html').render({}, request))

def by_choice(request):
    return HttpResponse(loader.select_template(['shop/none.html', 'shop/by_choice.html']).render())

def by_format(request):
    return render(request, 'shop/%s.html' % 'by_format')
`

function adminFiles(series: string): Readonly<Record<string, string>> {
  const more = `
MIDDLEWARE += ['django.contrib.auth.middleware.AuthenticationMiddleware', 'django.contrib.messages.middleware.MessageMiddleware']
TEMPLATES[0]['DIRS'] = [BASE_DIR / 'templates']
TEMPLATES[0]['OPTIONS']['context_processors'] += ['django.contrib.auth.context_processors.auth', 'django.contrib.messages.context_processors.messages']
ALLOWED_HOSTS = ['*']
STATICFILES_DIRS = []
`
  return {
    'manage.py': MANAGE,
    'config/__init__.py': '',
    'config/settings.py': settingsText(series, { storage: MANIFEST, more }),
    'config/urls.py': `from django.contrib import admin
from django.urls import include, path
from django.views.generic import TemplateView
from shop import views

urlpatterns = [
    path('admin/', admin.site.urls), path('accounts/', include('django.contrib.auth.urls')),
    path('', TemplateView.as_view(template_name='shop/index.html')),
    path('more/', TemplateView.as_view(template_name='shop/more.html')),
    path('by_argument/', TemplateView.as_view(template_name='shop/by_argument.html')),
    path('by_class/', views.ByClass.as_view()), path('by_method/', views.ByMethod.as_view()),
    path('by_render/', views.by_render), path('by_text/', views.by_text), path('by_loader/', views.by_loader),
    path('by_choice/', views.by_choice), path('by_format/', views.by_format),
]
`,
    'shop/__init__.py': '',
    'shop/views.py': VIEWS,
    ...Object.fromEntries(
      RENDERED_PARENTS.flatMap((name) => [
        [
          `shop/templates/shop/${name}.html`,
          `{% load static %}{% block a %}<img src="{% static 'gone/${name}.png' %}">{% endblock %}`,
        ],
        [
          `shop/templates/shop/children/${name}.html`,
          `{% extends 'shop/${name}.html' %}{% block a %}fine{% endblock %}`,
        ],
      ]),
    ),
    'shop/static/shop/a b.css': 'a { color: red }',
    'shop/templates/shop/base.html':
      '{% load static %}{% block head %}<link href="{% static \'shop/a b.css\' %}">{% endblock %}{% block body %}<img src="{% static \'shop/gone.png\' %}">{% endblock %}\n',
    'shop/templates/shop/index.html':
      '{% extends "shop/base.html" %}\n{% block body %}{{ block.super }}{% endblock %}\n',
    'shop/templates/shop/more.html':
      "{% extends \"shop/base.html\" %}{% load static %}\n{% block body %}{% if request.GET.x %}{% static 'shop/x.css' %}{% endif %}{% static 'shop/a b.css' as kept %}{% endblock %}\n",
    // Over the admin's own.
    'templates/admin/logout.html': "{% load static %}\n\n{% static 'admin/css/Base.css' %}",
    'templates/registration/password_reset_form.html': "{% load static %}{% static 'admin/css/base.css' %}",
  }
}

function layFiles(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

const WAGTAIL_FILES: Readonly<Record<string, string>> = {
  'shop/settings/live.py': `from .production import *

SECRET_KEY = 'not one'
ALLOWED_HOSTS = ['*']
INSTALLED_APPS += ['allauth', 'allauth.account']
MIDDLEWARE += ['allauth.account.middleware.AccountMiddleware']
ROOT_URLCONF = 'shop.live_urls'
`,
  'shop/live_urls.py': `from django.urls import include, path

from .urls import urlpatterns

urlpatterns = [path('accounts/', include('allauth.urls')), *urlpatterns]
`,
  // Over the package's own: a name that is not there, one that differs in case, and one behind a condition.
  'shop/templates/account/login.html': `{% extends "allauth/layouts/entrance.html" %}{% load static %}
{% block content %}
{% if request.GET.never %}<img src="{% static 'img/never.png' %}">{% endif %}
{{ form }}<script src="{% static 'js/Shop.js' %}"></script>
{% endblock %}
`,
  'shop/templates/account/signup.html': `{% extends "allauth/layouts/entrance.html" %}{% load static %}
{% block content %}{% if form.nothing %}<img src="{% static 'img/never.png' %}">{% endif %}{{ form }}{% endblock %}
`,
  'shop/templates/account/password_reset.html': `{% extends "allauth/layouts/entrance.html" %}{% load static %}
{% block content %}<img src="{% static '/css/shop.css' %}"><img src="{% static "css/shop.css" %}">{% endblock %}
`,
  'shop/templates/home/welcome_page.html': `{% load static %}<link href="{% static 'css/welcome_page.css' %}">
{% comment %}{% static 'img/none.png' %}{% endcomment %}{# {% static 'img/none.png' %} #}
<img src="{% static 'img/welcome.svg' %}">
`,
}
