import type { Provider } from '../model/preview.ts'
import type { PatternOrigin, WhyAnswer } from '../model/why.ts'
import { describeAction } from './describe-row.ts'
import { formatBytes } from './format-bytes.ts'
import { plural } from './plural.ts'

/** An answer in words: the verdict in one sentence, what it rests on, and what to do where something is to be done. */
export type WhyWords = {
  readonly isGood: boolean
  readonly verdict: string
  readonly facts: readonly { readonly label: string; readonly text: string }[]
  readonly advice: string | null
}

const REFERENCES_SHOWN = 5
const PLACES_SHOWN = 5

/** The words for an answer, the same on every host. */
export function describeWhy(answer: WhyAnswer): WhyWords {
  switch (answer.kind) {
    case 'collected':
      return collectedWords(answer)
    case 'shadowed':
      return words(
        `Not collected: ${answer.winner.source} has the same name and comes first.`,
        [
          fact('Name', answer.name),
          fact('This file', `${answer.source} (${shippedBy(answer.provider)}, ${formatBytes(answer.size)})`),
          fact(
            'Collected',
            `${answer.winner.source} (${shippedBy(answer.winner.provider)}, ${formatBytes(answer.winner.size)})`,
          ),
          fact('Contents', equalWords(answer.equal)),
        ],
        answer.equal === true
          ? 'Both have the same bytes, so nothing is lost.'
          : 'The first file found for a name wins: STATICFILES_DIRS in order, then apps in INSTALLED_APPS order. Move the entry up, or give the file another name.',
      )
    case 'ignored':
      return ignoredWords(answer)
    case 'folder':
      return words(
        `A folder with ${plural(answer.files, 'collected file')} below it (${formatBytes(answer.bytes)}); Django collects files, not folders.`,
        [fact('Folder', answer.name)],
        answer.files === 0 ? 'Nothing in it is collected. Ask for one of its files to learn why.' : null,
        answer.files > 0,
      )
    case 'app':
      return answer.hasFolder
        ? words(
            `The app ${answer.label} is installed, and ${plural(answer.files, 'file')} of it ${answer.files === 1 ? 'is' : 'are'} collected.`,
            [fact('Its folder', answer.folder)],
            null,
            answer.files > 0,
          )
        : words(
            `The app ${answer.label} is installed, but it has no folder of static files.`,
            [fact('It would be', answer.folder)],
            'AppDirectoriesFinder looks into the folder "static" of each app, and nowhere else.',
          )
    case 'made':
      return madeWords(answer)
    case 'other-hash':
      return words(
        answer.hashedName === null
          ? `This is a hashed name of ${answer.name}, which has no hashed name now.`
          : `This is a hashed name of ${answer.name}, but not the present one.`,
        [
          fact('Now', answer.hashedName ?? 'none'),
          fact(
            'In STATIC_ROOT',
            answer.isLeftOver ? 'it lies there, left over from an earlier run' : 'it does not lie there',
          ),
        ],
        'Its bytes were others when it was made: another release has it. A page that asks for it is of that release.',
      )
    case 'prefixed':
      return words(
        `It is collected as ${answer.name}: its entry of STATICFILES_DIRS has the prefix “${answer.prefix}”.`,
        [fact('Asked for', answer.asked), fact('Collected as', answer.name)],
        `Write {% static '${answer.name}' %}, or take the prefix off the entry.`,
      )
    case 'other-case':
      return words(
        `Nothing is called so; ${answer.names.join(' and ')} ${answer.names.length === 1 ? 'differs' : 'differ'} only in upper and lower case.`,
        [fact('Asked for', answer.asked)],
        'Django and most servers tell them apart, macOS and Windows as a rule do not: it may work on your machine alone.',
      )
    case 'left-over':
      return words(
        'Not collected: it lies in STATIC_ROOT, left over from an earlier run, and no finder has it any more.',
        [fact('Path', answer.path)],
        answer.cleared
          ? 'This run deletes it first (--clear).'
          : 'It is served until somebody deletes it. A run with --clear, or into a clean folder, ends without it.',
      )
    case 'missing-folder':
      return words(
        'Not collected: its folder stands in STATICFILES_DIRS and does not exist.',
        [fact('Folder', answer.folder), fact('Asked for', answer.path)],
        'Django warns (staticfiles.W004; 3.2 fails) and goes on without it. A build that has not run? Correct the entry, or make the folder before collectstatic runs.',
      )
    case 'app-not-installed':
      return words(
        `Not collected: the app ${answer.app} is not in INSTALLED_APPS, so no finder looks into its folder.`,
        [fact('Path', answer.path), fact('Folder', answer.folder)],
        `Add ${answer.app} (or its AppConfig) to INSTALLED_APPS, or the folder to STATICFILES_DIRS.`,
      )
    case 'not-listed':
      return words(
        'Not collected: it lies in a folder "static" that is neither in STATICFILES_DIRS nor in an app.',
        [fact('Path', answer.path), fact('Folder', answer.folder)],
        `Add the folder to STATICFILES_DIRS: finders look only where the settings say.`,
      )
    case 'finder-off':
      return words(
        `Not collected: ${answer.finder.replace(/^.*\./, '')} would find it, but is not among STATICFILES_FINDERS.`,
        [fact('Path', answer.path), fact('Folder', answer.folder)],
        `Add ${answer.finder} to STATICFILES_FINDERS.`,
      )
    case 'unseen':
      return words(
        'It came after this preview was made: run the preview again.',
        [fact('Path', answer.path), fact('Name', answer.name)],
        'A finder looks into its folder, so the next run finds it, unless a pattern leaves it out.',
      )
    case 'outside':
      return outsideWords(answer)
    case 'nothing':
      return words(
        answer.nearest.length === 0
          ? 'No finder has anything of this name, nor one like it.'
          : 'No finder has anything of this name.',
        [
          ...(answer.nearest.length === 0 ? [] : [fact('Near it', answer.nearest.join(', '))]),
          ...answer.wantedBy
            .slice(0, PLACES_SHOWN)
            .map(({ name, line }) => fact('Asked for by', `${name}${line === null ? '' : `:${line}`}`)),
          ...(answer.missingFolders.length === 0
            ? []
            : [fact('Missing folders', `${answer.missingFolders.join(', ')} (in STATICFILES_DIRS; it may lie there)`)]),
        ],
        answer.nearest.length === 0
          ? 'Look whether the file is there at all, and in the folder "static" of an installed app or in STATICFILES_DIRS.'
          : null,
      )
  }
}

function collectedWords(answer: Extract<WhyAnswer, { kind: 'collected' }>): WhyWords {
  const { via, name, hashedName, url, errors, users, chain, rivals, action } = answer
  const as = via === 'hashed-name' ? `It is the hashed name of ${name}. ` : ''
  const fails = errors > 0 ? ` collectstatic fails in it (${plural(errors, 'error')}).` : ''
  return words(
    action === 'failed'
      ? `Found as ${name}, but copying it fails.`
      : `${as}Collected as ${name} from ${shippedBy(answer.provider)}.${fails}`,
    [
      fact('Source', answer.source),
      ...(hashedName === null ? [] : [fact('Hashed name', hashedName)]),
      ...(url === null ? [] : [fact('URL', url)]),
      fact('What happens', `${describeAction(action)}. ${answer.actionReason}`),
      fact('Size', formatBytes(answer.size)),
      ...(users === 0
        ? []
        : [fact('Used by', `${plural(users, 'file')}; the shortest way: ${shortened(chain).join(' → ')}`)]),
      ...rivals.map(({ source, provider, equal, pattern }) =>
        pattern === null
          ? fact('Hides', `${source} (${shippedBy(provider)}): ${equalWords(equal)}`)
          : fact('Left out', `${source} (${shippedBy(provider)}), by the pattern ${pattern}`),
      ),
    ],
    null,
    action !== 'failed' && errors === 0,
  )
}

function shortened(chain: readonly string[]): readonly string[] {
  return chain.length <= REFERENCES_SHOWN ? chain : [...chain.slice(0, 2), '…', ...chain.slice(-2)]
}

const ORIGINS: Readonly<Record<PatternOrigin, string>> = {
  option: '-i on the command line',
  django: "one of the default patterns of Django's staticfiles app (CVS, .* and *~)",
  'app-config': "ignore_patterns of the project's own staticfiles app configuration",
}

const ADVICE: Readonly<Record<PatternOrigin, string>> = {
  option: 'Leave the pattern out, or make it narrower.',
  django:
    'Give it a name without the dot, tilde or “CVS”. --no-default-ignore collects all such files, secrets such as .env included.',
  'app-config': 'Change ignore_patterns in that class, or run with --no-default-ignore.',
}

const RULES = {
  'file-name': 'the name of the file',
  'file-path': "the path of the file below the finder's folder",
  'folder-name': 'the name of the folder; a finder does not go into it',
} as const

function ignoredWords(answer: Extract<WhyAnswer, { kind: 'ignored' }>): WhyWords {
  const { pattern, part, origin, rule, source, provider, isThere } = answer
  return words(
    `Not collected: the pattern ${pattern} leaves out ${rule === 'folder-name' ? `the folder ${part}` : part}.`,
    [
      fact('Pattern', `${pattern}, ${ORIGINS[origin]}`),
      fact('Matches', `${part}: ${RULES[rule]}`),
      fact('Path', `${source} (${shippedBy(provider)})${isThere === false ? ', where nothing lies' : ''}`),
    ],
    ADVICE[origin],
  )
}

function madeWords({ what, of, name, size }: Extract<WhyAnswer, { kind: 'made' }>): WhyWords {
  const facts = [fact('Name', name), ...(size === null ? [] : [fact('Size', formatBytes(size))])]
  switch (what) {
    case 'compressed':
      return words(`The storage makes it: a compressed copy of ${of ?? 'another file'}.`, facts, null, true)
    case 'manifest':
      return words('The storage writes it: the manifest, with the hashed name of each file.', facts, null, true)
    case 'intermediate':
      return words(
        `An intermediate copy of ${of ?? 'another file'}: made in an earlier pass, then replaced, and not deleted.`,
        facts,
        'No manifest names it and no page asks for it.',
        true,
      )
  }
}

function outsideWords({ path, app, nearest, isThere, names }: Extract<WhyAnswer, { kind: 'outside' }>): WhyWords {
  const facts = [
    fact('Path', path),
    ...(nearest === null ? [] : [fact("Nearest finder's folder", nearest)]),
    ...(names.length === 0 ? [] : [fact('Collected are', names.join(', '))]),
  ]
  if (app !== null)
    return words(
      `Not collected: it lies in the app ${app}, but not in its folder "static".`,
      facts,
      `An app's files must lie in <app>/static/, by habit in <app>/static/${app}/. Move it there.`,
    )
  return words(
    isThere === null
      ? 'Not collected: it is outside of every folder that finders look into. Nobody has looked whether it exists.'
      : 'Not collected: it is outside of every folder that finders look into.',
    facts,
    'Move it into the folder "static" of an app, or add its folder to STATICFILES_DIRS.',
  )
}

function equalWords(equal: boolean | null): string {
  if (equal === null) return 'not compared'
  return equal ? 'the same bytes' : 'other bytes'
}

/** Who ships a file, with the package where one is known. */
function shippedBy({ label, package: name, version, kind }: Provider): string {
  const what = kind === 'app' ? `the app ${label}` : label
  return name === null ? what : `${what}, ${`${name} ${version ?? ''}`.trim()}`
}

function fact(label: string, text: string): { label: string; text: string } {
  return { label, text }
}

function words(verdict: string, facts: WhyWords['facts'], advice: string | null, isGood = false): WhyWords {
  return { isGood, verdict, facts, advice }
}
