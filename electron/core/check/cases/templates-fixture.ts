import type { CheckCase } from './check-case-fixture.ts'

const PIXELS = 'pixels'

/** What templates ask for, and pages with static files. */
export const TEMPLATE_CASES: Readonly<Record<string, CheckCase>> = {
  'module-loaded-twice: by {% static %} and by a plain import': {
    files: {
      'static/a.js': 'import "./b.js"',
      'static/b.js': 'run()',
      'templates/p.html': `<script type="module" src="{% static 'b.js' %}"></script>{% static 'a.js' %}`,
    },
    findings: ['module-loaded-twice a.js:1:9 b.js', 'unhashed-reference a.js:1:9 b.js'],
  },
  'template-name-missing: no file, a leading slash, another case': {
    files: {
      'static/a.css': 'a { color: red }',
      'templates/p.html': `{% static 'b.css' %}{% static '/a.css' %}{% static 'A.css' %}{% static 'a.css' %}`,
    },
    findings: [
      'template-name-missing p.html:1:12 b.css',
      'template-name-missing p.html:1:32 /a.css',
      'template-name-missing p.html:1:53 A.css',
    ],
  },
  'template-name-hashed and template-name-dynamic': {
    files: {
      'static/a.css': 'a { color: red }',
      'templates/p.html': `{% static 'a.7067b21ee6ee.css' %}{% static name %}`,
    },
    findings: ['template-name-dynamic p.html:1:44 name', 'template-name-hashed p.html:1:12 a.css'],
  },
  'hardcoded-static-url: there, and not there': {
    files: {
      'static/a.css': 'a { color: red }',
      'templates/p.html': '<link href="/static/a.css"><link href="/static/gone.css">',
    },
    findings: ['hardcoded-static-url p.html:1:13 a.css', 'missing-in-browser p.html:1:40 gone.css'],
  },
  'template-missing: a part in no known folder': {
    files: { 'templates/p.html': `{% include 'gone.html' %}`, 'static/a.txt': 'a' },
    findings: ['template-missing p.html:1:12 gone.html'],
  },
  'unused-file: asked for by nobody, beside one that is': {
    files: {
      'static/a.css': 'a { background: url(i.png) }',
      'static/i.png': PIXELS,
      'static/old.png': PIXELS,
      'templates/p.html': `{% static 'a.css' %}`,
    },
    findings: ['unused-file old.png'],
    tellsUnused: true,
  },
  'near module-loaded-twice: each with its hashed name': {
    files: {
      'static/a.js': 'import "./b.js";',
      'static/b.js': 'run()',
      'templates/p.html': `<script type="module" src="{% static 'b.js' %}"></script>{% static 'a.js' %}`,
    },
    settings: { jsModules: true },
    findings: [],
    nearMissOf: ['module-loaded-twice', 'template-name-missing', 'template-name-hashed', 'template-name-dynamic'],
  },
  'near template-missing: a part of Django’s own form templates, which the form renderer knows': {
    files: { 'templates/p.html': `{% include 'django/forms/widgets/attrs.html' %}`, 'static/a.txt': 'a' },
    findings: [],
    nearMissOf: ['template-missing'],
  },
  'near hardcoded-static-url, template-missing, missing-in-browser: the tag, a part that is there, another place': {
    files: {
      'static/a.css': 'a { color: red }',
      'templates/p.html': `{% include 'part.html' %}<link href="{% static 'a.css' %}"><img src="/media/static/x.png">`,
      'templates/part.html': '<p>x</p>',
    },
    findings: [],
    nearMissOf: ['hardcoded-static-url', 'template-missing', 'missing-in-browser'],
  },
  'near unused-file: asked for by a style sheet alone': {
    files: {
      'static/a.css': 'a { background: url(i.png) }',
      'static/i.png': PIXELS,
      'templates/p.html': `{% static 'a.css' %}`,
    },
    findings: [],
    tellsUnused: true,
    nearMissOf: ['unused-file'],
  },
  'nothing: a query or a fragment behind the tag, known or not': {
    files: {
      'static/a.css': 'a { color: red }',
      'templates/p.html': `<link href="{% static 'a.css' %}?v=1"><use href="{% static 'a.css' %}#x"/><link href='{% static "a.css" %}?v={{ version }}'>{% static 'a.css' %}.`,
    },
    findings: [],
    nearMissOf: ['missing-in-browser', 'template-name-dynamic'],
  },
  'missing-in-browser: a word more behind the tag': {
    files: {
      'static/a.css': 'a { color: red }',
      'templates/p.html': `<link href="{% static 'a.css?v=1' %}"><a href="{% static 'a.css' %}.map">`,
    },
    findings: ['missing-in-browser p.html:1:59 a.7067b21ee6ee.css.map'],
  },
  'missing-in-browser: a query in the name, which a storage without hashes quotes': {
    files: {
      'static/a.css': 'a { color: red }',
      'templates/p.html': `<link href="{% static 'a.css?v=1' %}"><link href="{% static 'a.css' %}?v=1">`,
    },
    settings: { storage: 'plain' },
    findings: ['missing-in-browser p.html:1:24 a.css?v=1'],
  },
  'unhashed-reference and missing-in-browser: files below the tag of a folder, which Django does not look up': {
    files: {
      'static/js/a.js': 'run()',
      'templates/p.html': `<script src="{% static 'js/' %}a.js?v=1"></script><script src="{% static 'js/' %}b.js"></script>`,
    },
    findings: ['missing-in-browser p.html:1:75 js/b.js', 'unhashed-reference p.html:1:25 js/a.js'],
  },
  'template-name-dynamic: a name that goes on behind the tag': {
    files: {
      'static/js/a.js': 'run()',
      'templates/p.html': `<script src="{% static 'js/' %}{{ name }}.js"></script><script src="{% static 'js/a.js' %}{{ more }}"></script><script src="{% get_static_prefix %}js/{{ name }}.js"></script>`,
    },
    findings: [
      'template-name-dynamic p.html:1:148 js/{{ name }}.js',
      'template-name-dynamic p.html:1:25 js/{{ name }}.js',
      'template-name-dynamic p.html:1:80 js/a.js{{ more }}',
    ],
  },
  'nothing: a folder, and the whole name behind the prefix with a query': {
    files: {
      'static/js/a.js': 'run()',
      'templates/p.html': `<div data-home="{% static 'js/' %}"></div><script src="{% static 'js/a.js' %}"></script>`,
    },
    findings: [],
    nearMissOf: ['unhashed-reference', 'template-name-dynamic'],
  },
  'hardcoded-static-url: a query behind the prefix, and a path by hand that goes on with a variable': {
    files: {
      'static/js/a.js': 'run()',
      'templates/p.html': `<script src="{% get_static_prefix %}js/a.js?v=1"></script><img src="/static/img/{{ name }}.png">`,
    },
    findings: [
      'hardcoded-static-url p.html:1:37 js/a.js',
      'hardcoded-static-url p.html:1:69 /static/img/{{ name }}.png',
    ],
  },
  'template-name-missing: a name that is none without what follows the tag': {
    files: {
      'static/img/a.png': PIXELS,
      'templates/p.html': `<img src="{% static 'img/' %}a.png"><img src="{% static 'img/a' %}.png">`,
    },
    findings: ['template-name-missing p.html:1:58 img/a', 'unhashed-reference p.html:1:22 img/a.png'],
  },
}
