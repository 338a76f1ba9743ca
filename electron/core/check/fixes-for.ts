import type { CheckedReference, CheckFinding, Fix } from '../../../shared/model/check.ts'

type Subject = Pick<CheckFinding, 'code' | 'file' | 'target' | 'in'>

/** Text to paste for one finding, the likeliest first; empty where only a person knows what is meant. */
export function fixesFor(finding: Subject, reference: CheckedReference | null, nearest: readonly string[]): Fix[] {
  return [...correctedPath(finding, reference, nearest), ...byCode(finding, reference)]
}

/** The same reference with the nearest existing name in the place of the missing one. */
function correctedPath(
  { in: kind, file }: Subject,
  reference: CheckedReference | null,
  nearest: readonly string[],
): Fix[] {
  const [name] = nearest
  if (name === undefined || reference === null) return []
  const path = kind === 'static' ? relativePath(file, name) : name
  return [{ title: `Ask for ${name}`, text: path + (/[?#].*$/s.exec(reference.text)?.[0] ?? '') }]
}

function byCode({ code, file, target }: Subject, reference: CheckedReference | null): Fix[] {
  switch (code) {
    case 'missing-target':
    case 'reference-in-comment':
    case 'leaves-static-root':
      return [leaveOut(file), ignoreReference(file, reference?.text ?? target ?? '')]
    case 'source-map-missing':
      return [...stubMap(file, target), leaveOut(file), ignoreReference(file, reference?.text ?? target ?? '')]
    case 'not-utf8':
    case 'collect-error':
      return [leaveOut(file)]
    case 'cycle':
    case 'pass-limit':
      return [
        {
          title: 'Allow more passes, for a chain that is long but no ring',
          text: subclass('    max_post_process_passes = 20\n'),
        },
      ]
    case 'template-name-missing':
      return [
        {
          title: 'Show the page in spite of names that are missing',
          text: subclass(PLAIN_WHERE_MISSING),
        },
      ]
    case 'template-name-hashed':
      return target === null ? [] : [{ title: 'Ask for the name without its hash', text: `{% static '${target}' %}` }]
    case 'hardcoded-static-url':
      return target === null ? [] : [{ title: 'Let Django make the address', text: `{% static '${target}' %}` }]
    case 'unhashed-reference':
      return lookUpWhole(target, reference)
    default:
      return []
  }
}

/** Where a template begins an address with the tag of a folder. */
function lookUpWhole(target: string | null, reference: CheckedReference | null): Fix[] {
  if (target === null || reference?.rest === undefined) return []
  const text = reference.kind === 'jinja-static' ? `{{ static('${target}') }}` : `{% static '${target}' %}`
  return [{ title: 'Let Django look the whole name up', text }]
}

/**
 * `manifest_strict = False` alone does not help: Django then looks for the file, and fails when it is not there
 * (`HashedFilesMixin.stored_name`, storage.py).
 */
const PLAIN_WHERE_MISSING = `    def stored_name(self, name):
        try:
            return super().stored_name(name)
        except ValueError:
            return name
`

/** Django matches patterns with `fnmatch`, the shell takes quotes away. */
function leaveOut(file: string): Fix {
  const pattern = file.slice(file.lastIndexOf('/') + 1).replace(/[*?[]/g, '[$&]')
  return {
    title: 'Leave the file out',
    text: `python manage.py collectstatic --ignore '${pattern.replaceAll("'", "'\\''")}'`,
  }
}

/** A map that says that it has nothing to say (ECMA-426). */
function stubMap(file: string, target: string | null): Fix[] {
  if (target === null) return []
  const name = file.slice(file.lastIndexOf('/') + 1)
  return [
    {
      title: `An empty map, to be saved as ${target}`,
      text: `${JSON.stringify({ version: 3, file: name, sources: [], names: [], mappings: '' })}\n`,
    },
  ]
}

/** A storage that passes over one reference of one file and is strict about all others. */
function ignoreReference(file: string, url: string): Fix {
  const body = [
    '    def url_converter(self, name, hashed_files, template=None, *args, **kwargs):',
    '        convert = super().url_converter(name, hashed_files, template, *args, **kwargs)',
    '',
    '        def converter(match):',
    `            if name == ${python(file)} and ${python(url)} in match.group():`,
    '                return match.group()',
    '            return convert(match)',
    '',
    '        return converter',
    '',
  ]
  return { title: 'A storage that passes over this one reference', text: subclass(body.join('\n')) }
}

function subclass(body: string): string {
  return [
    'from django.contrib.staticfiles.storage import ManifestStaticFilesStorage',
    '',
    '',
    'class StaticStorage(ManifestStaticFilesStorage):',
    body,
  ].join('\n')
}

function python(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`
}

/** The path from one logical name to another. */
function relativePath(from: string, to: string): string {
  const folders = from.split('/').slice(0, -1)
  const parts = to.split('/')
  let shared = 0
  while (shared < folders.length && shared < parts.length - 1 && folders[shared] === parts[shared]) shared++
  return [...folders.slice(shared).map(() => '..'), ...parts.slice(shared)].join('/')
}
