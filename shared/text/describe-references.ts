import type {
  AcceptedFinding,
  CheckedReference,
  CheckFinding,
  CheckSummary,
  FindingAge,
  Served,
  Since,
} from '../model/check.ts'
import type { Effect } from '../model/check-groupings.ts'
import { formatBytes, formatCount } from './format-bytes.ts'
import { plural } from './plural.ts'

/** What an effect is called at the head of its group. */
export const EFFECT_WORDS: Readonly<Record<Effect, string>> = {
  'fails-collect': 'stops collectstatic',
  'fails-pages': '500 in production',
  'not-found': 'broken for visitors',
  stale: 'served without a hash',
  elsewhere: 'works here, fails elsewhere',
  tools: 'developer tools only',
  unknown: 'cannot be known before rendering',
  other: 'worth knowing',
  unused: 'nobody asks for it',
}

/** What a browser gets, in a word or two. */
export const SERVED_WORDS: Readonly<Record<Served, string>> = {
  hashed: 'hashed file',
  plain: 'plain copy',
  missing: '404',
  'wrong-case': '404 on Linux',
  elsewhere: 'elsewhere',
  none: 'no request',
  unknown: 'cannot know',
}

/** What Django makes of a finding's place, in a word or two, for the grid. */
export function djangoWord({ django, code, in: place }: CheckFinding): string {
  switch (django) {
    case 'error':
      return place === 'static' ? 'fails' : 'ValueError'
    case 'rewritten':
      return 'rewritten'
    case 'left':
      return 'left as written'
    case 'not-seen':
      return place === 'template' && code === 'hardcoded-static-url' ? 'left as written' : 'not seen'
    case null:
      return ''
  }
}

/** What a browser gets at a finding's place, in a word or two, for the grid. */
export function browserWord({ browser, code }: CheckFinding): string {
  if (code === 'template-name-missing') return 'page fails'
  if (code === 'module-loaded-twice') return 'two copies'
  if (browser === null) return ''
  if (browser.request === 'never') return 'no request'
  const word = SERVED_WORDS[browser.served]
  return browser.request === 'conditional' && browser.served === 'missing' ? 'may be 404' : word
}

/**
 * What Django's rules see at a reference, in a sentence without its full stop.
 * @param isTold Django's message is shown beside it and need not be said twice
 */
export function djangoSees({ django, kind }: CheckedReference, isTold = false): string {
  const isName = kind.startsWith('django-') || kind.startsWith('jinja-') || kind.startsWith('python-')
  switch (django.verdict) {
    case 'rewritten':
      return django.written === null ? 'finds it' : `${isName ? 'answers with' : 'writes'} ${django.written}`
    case 'error':
      return (
        (isName ? 'fails while the page is rendered' : 'stops here') +
        (django.reason === null || isTold ? '' : `: ${django.reason}`)
      )
    case 'left':
      return `leaves it as it is written${django.reason === null ? '' : `: ${django.reason}`}`
    case 'not-seen':
      return 'none of its patterns matches here, so it stays as it is written'
  }
}

/** The address as it is written, with what stands behind a tag that begins it. */
export function addressText({ text, rest }: Pick<CheckedReference, 'text' | 'rest'>): string {
  return text + (rest?.text ?? '')
}

/** What a browser does at a reference, in a sentence without its full stop. */
export function browserSees({ request, condition, served, resolved, note }: CheckedReference): string {
  if (request === 'never') return `asks for nothing here${condition === null ? '' : `: ${condition}`}`
  const when = request === 'conditional' ? `asks for it under a condition (${condition ?? 'not told'})` : 'asks for it'
  const whole = `${when} and gets ${GETS[served]}`
  const target = resolved === null || served === 'unknown' || served === 'none' ? '' : ` ${resolved}`
  return `${whole}${target}${note === null ? '' : `; ${note}`}`
}

const GETS: Readonly<Record<Served, string>> = {
  hashed: 'the hashed copy of',
  plain: 'the copy without a hash, which caches may keep after the next release:',
  missing: '404 for',
  'wrong-case': '404 wherever upper and lower case count:',
  elsewhere: 'what another address has:',
  none: 'nothing: it is no request',
  unknown: 'what only the running page knows',
}

/**
 * The verdict on a check, the same in every host: one sentence without its full stop, and how bad it is. Whatever has an
 * effect on a visitor or on collecting is counted in it, so that an error never hides behind a kind sentence.
 */
export function referencesVerdict({ effects, templates, severities, unparsed }: VerdictCounts): {
  readonly tone: 'bad' | 'warn' | 'ok'
  readonly sentence: string
} {
  const stopping = effects['fails-collect'] ?? 0
  const failing = templates?.failing ?? 0
  // Names that Python asks for belong to no page that is known.
  const names = failing > 0 ? 0 : (effects['fails-pages'] ?? 0)
  const broken = effects['not-found'] ?? 0
  const elsewhere = effects.elsewhere ?? 0
  const stale = effects.stale ?? 0
  const facts = [
    stopping > 0 ? `${plural(stopping, 'place')} ${stopping === 1 ? 'stops' : 'stop'} collectstatic` : null,
    failing > 0 ? `${plural(failing, 'page')} would answer 500` : null,
    names > 0 ? `${plural(names, 'name')} of templates and Python may fail in production` : null,
    broken > 0 ? `${plural(broken, 'reference')} ${broken === 1 ? 'is' : 'are'} broken for visitors` : null,
    elsewhere > 0
      ? `${plural(elsewhere, 'place')} ${elsewhere === 1 ? 'works' : 'work'} only where case is ignored`
      : null,
    stale > 0
      ? `${broken > 0 && elsewhere === 0 ? formatCount(stale) : plural(stale, 'reference')} ${stale === 1 ? 'is' : 'are'} served without a hash`
      : null,
  ].filter((fact) => fact !== null)
  if (facts.length === 0) {
    const open = openFindings(severities)
    const more = open === 0 ? '' : `; ${plural(open, 'finding')} worth knowing`
    const known = unparsed === 0 ? 'Every reference' : 'Every reference that could be read'
    return { tone: 'ok', sentence: `${known} gets the file that it asks for${more}` }
  }
  const isBad = severities.error > 0 || stopping + failing + broken > 0
  return { tone: isBad ? 'bad' : 'warn', sentence: facts.join(', ') }
}

type VerdictCounts = Pick<CheckSummary, 'effects' | 'templates' | 'severities' | 'unparsed'>

function openFindings(severities: CheckSummary['severities']): number {
  return Object.values(severities).reduce((sum, count) => sum + count, 0)
}

/** The facts below the verdict. */
export function referencesFacts(summary: CheckSummary): string[] {
  const { references, files, templates, severities, accepted, expired, unparsed, unused } = summary
  return [
    `${plural(references, 'reference')} in ${plural(files, 'file')}` +
      (templates === null ? '' : ` and ${plural(templates.templates, 'template')}`),
    plural(openFindings(severities), 'open finding'),
    ...(accepted + expired > 0
      ? [`${formatCount(accepted)} accepted${expired > 0 ? `, ${formatCount(expired)} more expired` : ''}`]
      : []),
    ...(unused.files > 0 ? [`${plural(unused.files, 'file')} that nobody asks for, ${formatBytes(unused.bytes)}`] : []),
    ...(unparsed > 0 ? [`${plural(unparsed, 'file')} could not be read to the end`] : []),
    ...(templates === null ? ['no templates are known'] : []),
  ]
}

/** Since when a finding is there, in a sentence without its full stop. */
export function ageWords(age: FindingAge): string {
  switch (age.kind) {
    case 'new':
      return 'new: the newest release of the project does not have it'
    case 'since':
      return `there since ${age.release} at the latest`
    case 'unknown':
      return 'releases hold nothing that tells it'
  }
}

/** The findings beside those of releases, in one line. */
export function sinceWords({ releases, added, fixed, remarks }: Since): string {
  const [newest] = releases
  if (newest === undefined) return remarks.join(' ')
  return [`${plural(added, 'finding')} new since ${newest}, ${formatCount(fixed)} fixed.`, ...remarks].join(' ')
}

/** That an accepted finding has come back, in a sentence. */
export function backWords({ expires, reason }: AcceptedFinding): string {
  return `It was accepted until ${expires ?? 'now'} (${reason}) and counts again.`
}
