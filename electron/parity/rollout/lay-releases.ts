import { cpSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileStorageCode } from '../../../shared/analysis/rollout/storage-classes.ts'
import type { ReleaseSide } from '../../../shared/model/rollout.ts'

type Files = Readonly<Record<string, string>>

/** What both releases have alike: a style sheet, a script and a picture that nobody edits. */
const COMMON: Files = {
  'css/base.css': 'body { margin: 0 }\n',
  'js/app.js': 'console.log("app")\n',
  'img/same.png': 'the same picture',
  'img/stamped.png': 'a picture whose name is stamped with the release',
}

/** A: a style sheet that names a picture and another sheet, and what is edited, renamed or gone in B. */
const STATIC: Readonly<Record<ReleaseSide, Files>> = {
  a: {
    ...COMMON,
    'css/site.css': '@import url("base.css");\nh1 { background: url("../img/logo.png") }\n',
    'css/font.css': '@font-face { src: url("../img/same.png?v=4.7"), url("../img/logo.png?#iefix") }\n',
    'css/theme.css': 'h1 { color: red }\n',
    'css/legacy.css': 'h2 { background: url("../img/logo.png") }\n',
    'js/late.js': 'console.log("late, of A")\n',
    'js/legacy-menu.js': 'console.log("the menu of A")\n',
    'js/pinned.js': 'console.log("pinned, of A")\n',
    'img/pinned.png': 'a pinned picture, of A',
    'img/logo.png': 'the logo of A',
    'img/old-name.png': 'a picture under two names',
  },
  b: {
    ...COMMON,
    'css/site.css': '@import url("base.css");\nh1 { background: url("../img/logo.png") }\n',
    'css/font.css': '@font-face { src: url("../img/same.png?v=5.0"), url("../img/logo.png?#iefix") }\n',
    'css/theme.css': 'h1 { color: blue }\n',
    'js/late.js': 'console.log("late, of B, and longer than before")\n',
    'js/menu.js': 'console.log("the menu of B")\n',
    'js/pinned.js': 'console.log("pinned, of B")\n',
    'img/pinned.png': 'a pinned picture, of B, and longer than before',
    'img/logo.png': 'the logo of B',
    'img/new-name.png': 'a picture under two names',
  },
}

/** An element for each asset: how a page comes to it, its logical name, and the URL that the page gives to a browser. */
const tag = (name: string): string => `<link data-how="tag" data-name="${name}" href="{% static '${name}' %}">\n`
const byHand = (name: string, query = ''): string =>
  `<link data-how="plain" data-name="${name}" href="/static/${name}${query}">\n`

const BASE = `{% load static %}<html>${tag('css/site.css')}${tag('js/app.js')}{% block body %}{% endblock %}</html>\n`
const page = (body: string): string =>
  `{% extends "base.html" %}{% load static %}{% block body %}\n${body}{% endblock %}\n`

/** Pages of both releases; `late.html` has the URL of a script that it asks for when somebody clicks. */
const TEMPLATES: Readonly<Record<ReleaseSide, Files>> = {
  a: {
    'base.html': BASE,
    'home.html': page(tag('img/same.png')),
    'menu.html': page(`${tag('js/legacy-menu.js')}${tag('css/legacy.css')}`),
    'late.html': page(tag('js/late.js')),
    'gallery.html': page(`${tag('img/old-name.png')}${tag('css/theme.css')}`),
    'stamps.html': page(`${tag('img/stamped.png')}${tag('js/pinned.js')}${tag('img/pinned.png')}`),
    'by-hand.html': `<html>${byHand('css/theme.css')}${byHand('img/same.png')}${byHand('img/old-name.png')}</html>\n`,
    'versions.html': `<html>${byHand('css/theme.css', '?v=41')}${byHand('js/late.js', '?v=1')}</html>\n`,
    'fonts.html': page(tag('css/font.css')),
    'words.html': '<html>no files at all</html>\n',
    'old.html': page(tag('css/theme.css')),
  },
  b: {
    'base.html': BASE,
    'home.html': page(tag('img/same.png')),
    'menu.html': page(tag('js/menu.js')),
    'late.html': page(tag('js/late.js')),
    'gallery.html': page(`${tag('img/new-name.png')}${tag('css/theme.css')}`),
    'stamps.html': page(`${tag('img/stamped.png')}${tag('js/pinned.js')}${tag('img/pinned.png')}`),
    'by-hand.html': `<html>${byHand('css/theme.css')}${byHand('img/same.png')}${byHand('img/new-name.png')}</html>\n`,
    'versions.html': `<html>${byHand('css/theme.css', '?v=42')}${byHand('js/late.js', '?v=1')}</html>\n`,
    'fonts.html': page(tag('css/font.css')),
    'words.html': '<html>no files at all, in B</html>\n',
    'new.html': page(tag('js/menu.js')),
  },
}

/** Seconds before now at which sources were last changed: A long before its collect, B after that collect. */
const AGE: Readonly<Record<ReleaseSide, number>> = { a: 7200, b: 1800 }
/** Seconds before now at which A was collected. */
export const COLLECTED = 3600

/** Lays the checkout of one release: code, templates and static files, all as old as their release. */
export function layRelease(side: ReleaseSide, folder: string, django: string): void {
  cpSync(join(import.meta.dirname, 'site'), folder, { recursive: true })
  // The storage that Staticscope advises is the one that is tried.
  const [advised = ''] = fileStorageCode(django).split('# settings.py')
  layFiles(folder, {
    'rollout_site/advised.py': `${advised}
from django.conf import settings


class SiteStorage(ReleaseStaticFilesStorage):
    manifest_strict = settings.PLAN["strict"]
`,
  })
  layFiles(join(folder, 'templates'), TEMPLATES[side])
  layFiles(join(folder, 'static'), STATIC[side])
  setAge(join(folder, 'static'), AGE[side])
}

/** The pages that a release has, which are the templates that no other extends. */
export function pagesOf(side: ReleaseSide): string[] {
  return Object.keys(TEMPLATES[side]).filter((name) => name !== 'base.html')
}

/** The author's bytes of a file; null if the release does not have it. */
export function sourceOf(side: ReleaseSide, name: string): string | null {
  return STATIC[side][name] ?? null
}

/** Sets the modified time of every file in a folder, in seconds before now. */
export function setAge(folder: string, seconds: number): void {
  const at = Date.now() / 1000 - seconds
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) utimesSync(join(entry.parentPath, entry.name), at, at)
}

function layFiles(folder: string, files: Files): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
}
