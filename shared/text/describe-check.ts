import { CHECK_NAMES, type CheckCode, type REFERENCE_CODES } from '../model/check.ts'
import { FINDING_CODES, type FindingCode } from '../model/finding.ts'
import { findingAdvice, findingMeaning, findingTitle } from './describe-finding.ts'

type Words = { readonly title: string; readonly meaning: string; readonly advice: string }

// Each code has a longer paragraph in shared/README.md.
const WORDS: Readonly<Record<(typeof REFERENCE_CODES)[number] | 'plain-and-hashed-differ' | 'mtime-skip', Words>> = {
  'missing-in-browser': {
    title: 'Browsers get 404',
    meaning: 'Django leaves this reference alone, so collecting succeeds; but no file is served where it leads.',
    advice: 'Add the file, or correct the path (upper and lower case count).',
  },
  'unhashed-reference': {
    title: 'Reference without a hash',
    meaning: 'The reference keeps the plain name. Caches that hold the old file give it to visitors after a release.',
    advice:
      'Use a form that Django rewrites, such as url() in CSS, or an import with the JavaScript modules option on.',
  },
  'module-loaded-twice': {
    title: 'Module is loaded twice',
    meaning:
      'One module is asked for by its hashed and by its plain name. Browsers take them for two modules: the code runs twice, and their states differ.',
    advice: 'Turn on support_js_module_import_aggregation, or name the modules in an import map of the page.',
  },
  'reference-in-comment': {
    title: 'Reference in a comment or string',
    meaning:
      'Django up to 6.0 takes it for a reference and fails if the target is missing, though no browser asks for it. From 6.1 it is left alone.',
    advice: 'Remove it from the comment, or move to Django 6.1.',
  },
  'case-mismatch': {
    title: 'Upper and lower case differ',
    meaning:
      'The file is there under a name that differs in case alone: it is found on your disk, and not in production.',
    advice: 'Write the name exactly as the file is called.',
  },
  cycle: {
    title: 'References go round in a ring',
    meaning: 'Each hashed name depends on the next, so they never settle, and collectstatic fails in every version.',
    advice: 'Move what the files share into a third one, and remove one reference of the ring.',
  },
  'source-map-sources-missing': {
    title: 'Sources of a source map are missing',
    meaning:
      'The map names sources that it does not bring along and that are not served. Only developer tools ask for them.',
    advice: 'Let the bundler write sourcesContent, or ship no maps.',
  },
  'template-name-missing': {
    title: 'Static name is missing',
    meaning:
      'A template or Python asks for a name that the manifest does not have. With DEBUG off rendering raises ValueError: the page answers with 500.',
    advice: 'Correct the name: no leading slash, no backslash, upper and lower case count.',
  },
  'template-name-hashed': {
    title: 'Hashed name is written by hand',
    meaning: 'The name has the hash in it. The manifest does not know it, and the next release changes it.',
    advice: 'Ask for the name without the hash; {% static %} adds it.',
  },
  'template-name-dynamic': {
    title: 'Name is made while rendering',
    meaning: 'The argument is a variable or an expression, so nobody can tell before the page is rendered.',
    advice: 'Make sure that each value it can have is a collected name.',
  },
  'template-missing': {
    title: 'Template was not found',
    meaning: 'A template extends or includes another that lies in no known folder. What that asks for is not checked.',
    advice: 'Open the Django project itself, whose settings name all folders.',
  },
  'hardcoded-static-url': {
    title: 'Static URL is written by hand',
    meaning: 'The address does not go through {% static %}: it gets no hash, and it breaks when STATIC_URL changes.',
    advice: 'Use {% static %}.',
  },
  'already-hashed-input': {
    title: 'Hashed by a bundler already',
    meaning: 'The bundler has put a hash into the name, and Django adds a second one. It does no harm but long names.',
    advice: 'Let the bundler write plain names, or serve its output without a manifest.',
  },
  'unused-file': {
    title: 'Nothing asks for this file',
    meaning:
      'No style sheet, script, page or template that was read asks for it. Code that makes names while it runs may.',
    advice: 'Look at the confidence; leave the file out with an ignore pattern if it is not needed.',
  },
  'not-parsed': {
    title: 'File is not understood to its end',
    meaning: 'A parser met something that a browser would not understand either. References behind it are not known.',
    advice: 'Check the file at this place.',
  },
  'plain-and-hashed-differ': wordsOf('plain-copy-differs'),
  'mtime-skip': wordsOf('plain-copy-differs'),
}

/** The words for a code of the check: what it is, what it means and what helps. */
export function describeCheckCode(code: CheckCode): Words {
  if (Object.hasOwn(WORDS, code)) return WORDS[code as keyof typeof WORDS]
  const original = FINDING_CODES.find((known) => (isRenamed(known) ? CHECK_NAMES[known] : known) === code)
  return wordsOf(original ?? 'collect-error')
}

function wordsOf(code: FindingCode): Words {
  return { title: findingTitle(code), meaning: findingMeaning(code), advice: findingAdvice(code) }
}

function isRenamed(code: FindingCode): code is keyof typeof CHECK_NAMES {
  return Object.hasOwn(CHECK_NAMES, code)
}
