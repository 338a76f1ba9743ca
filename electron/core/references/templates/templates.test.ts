import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pageOf, pagesOf, type RenderedNames } from '../../../../shared/analysis/pages-of.ts'
import type { TemplateItem, TemplateReading } from '../../../../shared/model/template.ts'
import { readJinja } from './read-jinja.ts'
import { readTemplate } from './read-template.ts'

/** Each item in one line, blocks indented. */
function told(items: readonly TemplateItem[], indent = ''): string[] {
  return items.flatMap((item) => {
    switch (item.kind) {
      case 'reference': {
        const { line, column, kind, url, request, rest } = item.reference
        const more = rest === undefined ? '' : ` + ${rest.text}${rest.isKnown ? '' : ' (cannot know)'}`
        return [`${indent}${line}:${column} ${kind} ${url ?? '?'} ${request}${more}`]
      }
      case 'include':
        return [`${indent}include ${item.template.name ?? '?'}`]
      case 'block':
        return [`${indent}block ${item.name}`, ...told(item.items, `${indent}  `)]
      default:
        return [`${indent}super`]
    }
  })
}

describe('a Django template', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'names its files',
      `{% static 'a.css' %}{%static "b c.css" as x%}{% static 'it\\'s.css' %}`,
      [
        '1:12 django-static a.css requested',
        '1:31 django-static b c.css requested',
        "1:57 django-static it's.css requested",
      ],
    ],
    [
      'names files that only rendering knows',
      `{% static path %}{% static "a"|add:b %}`,
      ['1:11 django-static ? conditional', '1:28 django-static ? conditional'],
    ],
    [
      'asks for the prefix',
      `<a href="{% get_static_prefix %}a.css?v">{% get_static_prefix as p %}<b c='{{ p }}d.css'>{{ STATIC_URL }}{{ x }}`,
      [
        '1:33 django-prefix a.css?v requested',
        '1:83 django-prefix d.css requested',
        '1:109 django-prefix ? conditional',
      ],
    ],
    [
      'has paths written by hand',
      `<a href="/static/a.css?v=1"><b style="background: url(/static/b%20c.png)">x/static/no.css {% x %}/static/no.css`,
      ['1:10 django-hard-coded a.css requested', '1:55 django-hard-coded b c.png requested'],
    ],
    [
      'goes on behind a tag with its address',
      `<a href="{% static 'a.css' %}?v=1"><a href="{% static 'b/' %}{# c #}d.css#e"><a href="{% static 'f' %}.css?{{ g }}">`,
      [
        '1:21 django-static a.css requested + ?v=1',
        '1:56 django-static b/ requested + d.css#e',
        '1:98 django-static f requested + .css?{{ g }}',
      ],
    ],
    [
      'goes on behind a tag with what rendering knows',
      `<a href="{% static 'b/' %}{{ d }}.css"><a href="{% static 'b/' %}{% if d %}d{% endif %}"><a href="{% static 'a' %}{{ e }}">{% get_static_prefix %}css/{{ d }}<b c="/static/img/{{ d }}.png">`,
      [
        '1:21 django-static b/ requested + {{ d }}.css (cannot know)',
        '1:60 django-static b/ requested + {% if d %} (cannot know)',
        '1:110 django-static a requested + {{ e }} (cannot know)',
        '1:147 django-prefix ? conditional + {{ d }} (cannot know)',
        '1:164 django-hard-coded ? conditional + {{ d }}.png (cannot know)',
      ],
    ],
    [
      'ends an address with its tag',
      `{% static 'a' %}. <a href="{% static 'a' %}" x={% static 'a' as b %}?v=1>{% if c %}{% static 'b/' %}{% endif %}{% static 'a' %},b`,
      [
        '1:12 django-static a requested',
        '1:39 django-static a requested',
        '1:59 django-static a requested',
        '1:95 django-static b/ conditional',
        '1:123 django-static a requested',
      ],
    ],
    [
      'has conditions',
      `{% if a %}{% for x in y %}{% static 'a' %}{% endfor %}{% endif %}{% static 'b' %}`,
      ['1:38 django-static a conditional', '1:77 django-static b requested'],
    ],
    [
      'has comments and verbatim parts',
      `{# {% static 'a' %} #}{% comment %}{% static 'b' %}{% endcomment %}{% verbatim v %}{% static 'c' %}{% endverbatim %}{% endverbatim v %}{% static 'd' %}`,
      ['1:147 django-static d requested'],
    ],
    [
      'has static names by the tag of Wagtail, addresses left out',
      `{% versioned_static 'a.js' as url %}{% versioned_static '/b.js' %}{% versioned_static "https://c/d.js" %}{% versioned_static e %}`,
      ['1:22 django-static a.js requested', '1:126 django-static ? conditional'],
    ],
    ['has a tag over two lines, which is text', `{% static\n'a' %}`, []],
    [
      'has blocks',
      `{% block a %}{% static 'x' %}{% block b %}{{ block.super }}{% endblock %}{% endblock a %}{% include 'p.html' with q=1 %}{% include name %}`,
      ['block a', '  1:25 django-static x requested', '  block b', '    super', 'include p.html', 'include ?'],
    ],
  ])('that %s', (_, text, expected) => {
    expect(told(readTemplate(text, '/static/').items)).toEqual(expected)
  })
})

it('a Jinja2 template names its files, blocks and parts', () => {
  const text = `{%- extends "base.html" -%}{% block a %}{{ static('a.css') }}{{ static(x) }}{{ super() }}{% include 'p.html' %}
{#\n{{ static('no') }} #}{% raw %}{{ static('no') }}{% endraw %}{% if static("b") %}/static/c.css{% endif %}{% endblock %}<a href="{{ static('d.css') }}?v=1"><a href="{{ static('e/') }}{{ f }}">`
  const reading = readJinja(text, '/static/')
  expect([reading.parent?.name, ...told(reading.items)]).toEqual([
    'base.html',
    'block a',
    '  1:52 jinja-static a.css requested',
    '  1:72 jinja-static ? conditional',
    '  super',
    '  include p.html',
    '  3:75 jinja-static b requested',
    '3:139 jinja-static d.css requested + ?v=1',
    '3:175 jinja-static e/ requested + {{ f }} (cannot know)',
  ])
})

describe('a page', () => {
  const read = (templates: Readonly<Record<string, string>>): Map<string, TemplateReading> =>
    new Map(Object.entries(templates).map(([name, text]) => [name, readTemplate(text, '/static/')]))
  const namesOf = (name: string, templates: Readonly<Record<string, string>>): string[] =>
    pageOf(name, read(templates)).references.map(({ template, reference }) => `${template}: ${reference.url ?? '?'}`)

  it('needs what its template, its parents and their parts need, with overridden blocks left out', () => {
    expect(
      namesOf('page.html', {
        'base.html': `{% static 'base' %}{% block a %}{% static 'a' %}{% endblock %}{% block b %}{% static 'b' %}{% endblock %}{% include 'part.html' %}`,
        'middle.html': `{% extends 'base.html' %}{% static 'never' %}{% block b %}{{ block.super }}{% static 'middle' %}{% endblock %}`,
        'page.html': `{% extends 'middle.html' %}{% block a %}{% static 'page' %}{% endblock %}{% block b %}{{ block.super }}{% endblock %}`,
        'part.html': `{% static 'part' %}{% block a %}{% static 'own' %}{% endblock %}`,
      }),
    ).toEqual([
      'base.html: base',
      'page.html: page',
      'base.html: b',
      'middle.html: middle',
      'part.html: part',
      'part.html: own',
    ])
  })

  it('is a template that no other names', () => {
    const templates = read({
      'base.html': '',
      'a.html': `{% extends 'base.html' %}`,
      'b.html': `{% include 'c.html' %}`,
      'c.html': '',
    })
    expect(pagesOf(templates).map(({ template }) => template)).toEqual(['a.html', 'b.html'])
  })

  it('is one as well that code renders, or that Django renders by itself, even if another extends it', () => {
    const templates = read({
      '404.html': '',
      'base.html': '',
      'part.html': '',
      'late.html': '',
      'a.html': `{% extends 'base.html' %}{% block x %}{% include 'part.html' %}{% endblock %}`,
      'b.html': `{% extends '404.html' %}`,
      'c.html': `{% extends 'late.html' %}`,
    })
    const pages = (rendered: RenderedNames) => pagesOf(templates, rendered).map(({ template }) => template)
    expect(pages([])).toEqual(['404.html', 'a.html', 'b.html', 'c.html'])
    expect(pages([['gone.html', 'base.html', 'late.html'], ['part.html'], ['nowhere.html'], []])).toEqual([
      '404.html',
      'base.html',
      'part.html',
      'a.html',
      'b.html',
      'c.html',
    ])
  })

  it('says which templates it could not follow', () => {
    const { unknown } = pageOf(
      'a.html',
      read({ 'a.html': `{% extends layout %}{% block x %}{% include 'gone.html' %}{% endblock %}` }),
    )
    expect(unknown.map(({ name, line, column }) => [name, line, column])).toEqual([
      [null, 1, 12],
      ['gone.html', 1, 45],
    ])
  })

  it('ends where templates include each other in a ring', () => {
    const ring = { 'a.html': `{% static 'a' %}{% include 'b.html' %}`, 'b.html': `{% include 'a.html' %}` }
    expect(namesOf('a.html', ring)).toEqual(['a.html: a'])
  })
})

it('any text whatever is read without an error, and places point at what is written', () => {
  const piece = fc.constantFrom(
    '{%',
    '%}',
    '{{',
    '}}',
    '{#',
    '#}',
    ' static ',
    '"',
    "'",
    'block x',
    'endblock',
    '/static/',
    'verbatim',
    '\n',
    '\\',
    'a.css',
  )
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 30 }).map((parts) => parts.join('')),
      (text) => {
        const check = (items: readonly TemplateItem[]): void => {
          for (const item of items) {
            if (item.kind === 'block') check(item.items)
            if (item.kind === 'reference')
              expect(text.slice(item.reference.offset).startsWith(item.reference.text)).toBe(true)
          }
        }
        check(readTemplate(text, '/static/').items)
        check(readJinja(text, '/static/').items)
      },
    ),
    { numRuns: 2000 },
  )
})
