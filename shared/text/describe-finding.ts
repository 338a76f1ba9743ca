import type { FindingCode } from '../model/finding.ts'

type FindingWords = {
  readonly title: string
  readonly meaning: string
  readonly advice: string
}

// Versions come from recordings of real Django; each code has a longer paragraph in shared/README.md.
const WORDS: Record<FindingCode, FindingWords> = {
  'missing-target': {
    title: 'Target is missing',
    meaning:
      'A reference names a file that no finder has and that does not lie in STATIC_ROOT. collectstatic stops there in every Django version: in CSS always, in JavaScript modules from 4.2 when that option is on.',
    advice: 'Add the file, correct the path (upper and lower case count), or remove the reference.',
  },
  'missing-source-map': {
    title: 'Source map is missing',
    meaning:
      'A sourceMappingURL comment names a map that was not shipped. Visitors do not notice, but collectstatic stops: for JavaScript from Django 4.0, for CSS from 4.1.',
    advice: 'Ship the map, remove the comment in your build, or leave the file out with an ignore pattern.',
  },
  'outside-static-root': {
    title: 'Reference leaves the static root',
    meaning:
      'The path climbs above the top of all static files. collectstatic stops with SuspiciousFileOperation in every Django version.',
    advice: 'Collect the file that is meant, and refer to it by a path below the static root.',
  },
  'not-utf8': {
    title: 'File is not UTF-8',
    meaning:
      'Django decodes each file that it rewrites as UTF-8 and stops if it cannot: CSS in every version, JavaScript from 4.0. Only from 5.0 on does the error name the file.',
    advice: 'Save the file as UTF-8, or give it a name that Django does not rewrite.',
  },
  'passes-exceeded': {
    title: 'Rewriting does not settle',
    meaning:
      'References form a loop, or a chain too long for the allowed number of passes, so hashed names never stop changing. Every Django version then fails; from 5.2 the error names the files.',
    advice:
      'Break the loop by moving what both files share into a third one, or raise max_post_process_passes for a chain.',
  },
  'collect-error': {
    title: 'Collecting fails here',
    meaning:
      'Another error than a broken reference ends the command at this file: a name that the storage refuses, a broken link in a source folder, or a file that the system does not let Django read or write.',
    advice: 'Read the error: it names the path. Mend the file, or leave it out with an ignore pattern.',
  },
  'hash-before-rewrite': {
    title: 'Hash of the unprocessed file',
    meaning:
      'A query or a trailing blank on a reference to a CSS or JavaScript file makes Django use the hash from before that file was rewritten. No file with that name exists, so browsers get a 404. Every Django version does this silently.',
    advice: 'Remove the query or the blank; the hash in the name already does its work.',
  },
  'double-hash': {
    title: 'Hashed twice',
    meaning:
      'With JavaScript modules on, an export statement before an import makes Django hash a name that is already hashed. The result names no file, or fails, depending on the folder order. Django 4.2 to 6.0; from 6.1 only where no semicolon lies between the two.',
    advice: 'Move imports to the top of the file, before any export.',
  },
  'query-with-slash': {
    title: 'Slash in the query',
    meaning:
      'Django replaces the text after the last slash, which here lies in the query, so the reference keeps the plain name. Caches may hold the old file. Every Django version.',
    advice: 'Write the slash in the query as %2F, or remove the query.',
  },
  'backslash-path': {
    title: 'Backslash in the path',
    meaning:
      'Django finds the file but drops the folders before the backslash, so the written reference points beside it. Every Django version does this silently.',
    advice: 'Write the path with forward slashes.',
  },
  'deleted-source-map-comment': {
    title: 'Source map comment is deleted',
    meaning:
      'A source map comment whose URL Django leaves alone, such as data: or https:, is removed from the output. JavaScript in Django 4.0 to 4.2, CSS in 4.1 and 4.2.',
    advice: 'Move to Django 5.0 or newer, or ship the map as a file beside the code.',
  },
  'corrupted-data-uri': {
    title: 'Data URI is damaged',
    meaning:
      'A url() inside a data URI is taken for a reference of its own and given double quotes, which end the outer string early. Django up to 5.2.',
    advice: 'Escape the inner brackets as %28 and %29, move the image into a file, or use Django 6.0 or newer.',
  },
  'stale-target': {
    title: 'Resolves only through a left-over',
    meaning:
      'No source has the target any more; an old copy in STATIC_ROOT makes the reference resolve. The next build into an empty folder fails. Every Django version.',
    advice: 'Restore the source or remove the reference before the next clean build.',
  },
  'plain-copy-differs': {
    title: 'Plain and hashed copy differ',
    meaning:
      'The copy in STATIC_ROOT is at least as new as the source, so Django keeps it, while the hashed copy is made from the source. Two contents then share one logical name. Every Django version.',
    advice: 'Delete the plain copy or collect into a clean folder.',
  },
  'swallowed-error': {
    title: 'Error is swallowed',
    meaning:
      'An error that first appears in a later pass is lost: the command succeeds, and the references of that kind in the whole file stay without hashes. Django 4.0 on; 3.2 raises it.',
    advice: 'Correct the reference as if the command had failed on it.',
  },
  'name-clash': {
    title: 'Two files, one name',
    meaning:
      'Two sources end up under one hashed name or one destination path, because Django decodes percent signs and cleans backslashes. One of them is not served as its author expects. Every Django version.',
    advice: 'Rename one of the two files.',
  },
  'percent-name': {
    title: 'Name changes by percent decoding',
    meaning:
      'Django decodes percent signs in file names, so the hashed copy is called differently from its source, possibly in another folder. Every Django version.',
    advice: 'Rename the source file so that it has no percent sign.',
  },
  'odd-name': {
    title: 'Name is changed by Django',
    meaning:
      'Control characters and blanks at either end of the name are removed when Django builds the hashed name. Every Django version; details depend on the Python version.',
    advice: 'Rename the file with printable characters and no blanks at the ends.',
  },
  'missing-output': {
    title: 'Named file is not written',
    meaning:
      'The manifest or a rewritten reference points to a file that the run does not leave behind, so browsers get a 404. No Django version reports it.',
    advice: 'Follow the finding beside it to the cause, usually an unusual name or a reference with extra characters.',
  },
  'case-collision': {
    title: 'Names differ only in case',
    meaning:
      'Both files are collected on a disk that minds case. On macOS or Windows the second overwrites the first or is skipped. Every Django version.',
    advice: 'Rename one of the two files.',
  },
  'order-dependent': {
    title: 'Depends on folder order',
    meaning:
      'The order in which this disk lists a folder decides success, failure or a name; another machine may get another result. Every Django version.',
    advice: 'Shorten the chain of references, or put the files that others refer to into a deeper folder.',
  },
  'shadowed-different': {
    title: 'Hides a different file',
    meaning:
      'Two providers ship the same destination path with different bytes; only the first in finder order is collected. Django mentions it at verbosity 1 up to 5.2, from 6.0 only at verbosity 2.',
    advice:
      'If it is meant as an override, check it after each upgrade of the other provider; otherwise rename one of them.',
  },
  'link-in-static-root': {
    title: 'Link inside STATIC_ROOT',
    meaning:
      'With --clear, Django follows links to folders and deletes the files that they lead to, also outside STATIC_ROOT. Every Django version. In 3.2 a broken link at a target keeps the command running without end.',
    advice: 'Remove the link before using --clear.',
  },
  'nested-static-root': {
    title: 'STATIC_ROOT lies in a source folder',
    meaning: 'Each run collects the output of the run before, so names and numbers grow. Django has no check for it.',
    advice: 'Move STATIC_ROOT outside every folder that finders read.',
  },
  'settings-check': {
    title: 'Settings check',
    meaning:
      "A check of Django's staticfiles app speaks: E001 to E003 in every version, W004 (folder does not exist) from 4.0, E005 (no staticfiles storage) from 5.0. Errors stop collectstatic, warnings do not.",
    advice: 'Correct the setting that the message names.',
  },
  'newer-django': {
    title: 'Django is newer than the known rules',
    meaning:
      'This Django version came out after the rules in this program. The newest known rules were used, and results may differ.',
    advice: 'Compare with a run of the real command, or use a newer Staticscope.',
  },
  'source-link-outside': {
    title: 'Link leads out of the source folder',
    meaning:
      'Django follows links while it walks a source folder and collects what lies behind them, in every version. Such a file comes from outside the folder that was opened.',
    advice: 'Make sure that the target is meant to be public and exists on every machine that collects.',
  },
  'same-release-id': {
    title: 'Release id does not tell releases apart',
    meaning:
      'The release id could not be found, or equals that of another release, so both share one manifest and the protection of a manifest per release is off. This depends on the storage class, not on the Django version.',
    advice: 'Give the release id explicitly, for example from the commit that is being built.',
  },
  'folder-in-the-way': {
    title: 'A folder is in the way',
    meaning:
      'A folder stands where a file has to be written. Depending on its age and contents Django skips the file, replaces the folder or stops with OSError; --clear does not remove it. Every Django version.',
    advice: 'Remove the folder from STATIC_ROOT, or rename the source that collides with it.',
  },
  'duplicate-root': {
    title: 'Folder is listed twice',
    meaning:
      'One folder is in STATICFILES_DIRS more than once, spelt differently or with two prefixes. Every file in it is met twice, and of two prefixes only the last is used. Every Django version.',
    advice: 'List the folder once in STATICFILES_DIRS.',
  },
  'not-emulated': {
    title: 'Own class is not emulated',
    meaning:
      "The project's own storage, finder or command changes what Django's does, so a part of this preview may differ from a real run.",
    advice: 'Read the code that is named, and compare with a real collectstatic into an empty folder.',
  },
}

/** Gives the short name of a kind of finding, for lists and headings; no full stop at the end. */
export function findingTitle(code: FindingCode): string {
  return WORDS[code].title
}

/** Gives one or two sentences on what to do about a finding of this kind. */
export function findingAdvice(code: FindingCode): string {
  return WORDS[code].advice
}

/** Gives what a finding of this kind means, and in which Django versions it holds. */
export function findingMeaning(code: FindingCode): string {
  return WORDS[code].meaning
}
