import type { PatternOrigin, WhyAnswer } from '../../../shared/model/why.ts'
import { DEFAULT_IGNORE_PATTERNS } from '../collect/collect-settings.ts'
import { actionReason, providerOf } from '../collect/describe-file.ts'
import type { NotCollected, PreviewFile, Shadowed } from '../collect/preview-result.ts'
import { globMatcher } from '../python/fnmatch.ts'
import { normPath } from '../python/posix-path.ts'
import { shortestChain, usersByTarget } from './shortest-chain.ts'
import type { WhyContext } from './why-context.ts'
import { withoutSlash } from './why-index.ts'

type Collected = Extract<WhyAnswer, { kind: 'collected' }>
type Ignored = Extract<WhyAnswer, { kind: 'ignored' }>

/** The answer for a winner. */
export async function describeCollected(
  file: PreviewFile,
  via: Collected['via'],
  { preview, index }: WhyContext,
): Promise<Collected> {
  const { run } = await preview.evidence.run()
  const users = usersByTarget(run.post?.references ?? new Map())
  const { name, hashedName, url, action, source, size, errors } = file
  const ignored = index.ignoredByName.get(name) ?? []
  return {
    kind: 'collected',
    via,
    name,
    // Django gives no name to a file in which it stops.
    hashedName: errors > 0 ? null : hashedName,
    url: errors > 0 ? null : url,
    action,
    actionReason: actionReason(preview, file),
    source,
    provider: providerOf(preview, file.provider),
    size,
    errors,
    users: users.get(name)?.length ?? 0,
    chain: shortestChain(users, name),
    rivals: [
      ...file.shadowed.map(({ source: rival, provider, equal }) => ({
        source: rival,
        provider: providerOf(preview, provider),
        equal,
        pattern: null,
      })),
      ...ignored.map(({ source: rival, provider, pattern }) => ({
        source: rival,
        provider: providerOf(preview, provider),
        equal: null,
        pattern,
      })),
    ],
  }
}

/** The answer for a source file that lost to an earlier one. */
export function describeShadowed(file: PreviewFile, shadowed: Shadowed, { preview }: WhyContext): WhyAnswer {
  return {
    kind: 'shadowed',
    name: file.name,
    source: shadowed.source,
    provider: providerOf(preview, shadowed.provider),
    size: shadowed.size,
    equal: shadowed.equal,
    winner: { source: file.source, provider: providerOf(preview, file.provider), size: file.size },
  }
}

/**
 * The answer for what a pattern left out, itself or with the folder above it.
 * @param entry the file or folder that the pattern matched
 * @param below what lies further inside of it and was asked for, with a slash before it; empty for the entry itself
 */
export function describeIgnored(
  entry: NotCollected,
  below: string,
  isThere: boolean | null,
  context: WhyContext,
): Ignored {
  const { name, source, pattern, provider } = entry
  const part = withoutSlash(name).replace(/^.*\//s, '')
  const isFolder = name.endsWith('/')
  // `utils.matches_patterns`: a file is held against each pattern by its own name and by its path, a folder by its name.
  const byName = globMatcher(pattern)(part)
  return {
    kind: 'ignored',
    name: `${withoutSlash(name)}${below}`,
    source: `${withoutSlash(source)}${below}`,
    provider: providerOf(context.preview, provider),
    pattern,
    origin: originOf(pattern, context),
    rule: isFolder ? 'folder-name' : byName ? 'file-name' : 'file-path',
    part: isFolder || byName ? part : name,
    isThere,
  }
}

/** `-i` patterns come first (`Command.set_options`), so one that stands in both is `-i`'s. */
function originOf(pattern: string, { preview, settings }: WhyContext): PatternOrigin {
  if (preview.request.settings.ignore.some((option) => normPath(option) === pattern)) return 'option'
  const isOwn = settings.appIgnorePatterns.some((own) => !DEFAULT_IGNORE_PATTERNS.includes(own))
  return DEFAULT_IGNORE_PATTERNS.includes(pattern) || !isOwn ? 'django' : 'app-config'
}
