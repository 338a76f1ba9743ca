import type { NotEmulated } from '../../../shared/model/settings-card.ts'
import { type NameHash, type StorageTraits, USUAL_TRAITS } from '../collect/storage-traits.ts'
import { doubtAbout } from './doubts.ts'
import type { ReadStorage } from './reader-answer.ts'

type Built = NonNullable<ReadStorage['built']>

/** What a preview tells that a method has a say in. The first row that fits counts. */
const PARTS: readonly (readonly [method: RegExp, parts: string])[] = [
  [/^(?:file_hash|hashed_name|stored_name|hash_key|clean_name|_stored_name)$/, 'hashed names, the manifest and URLs'],
  [/^(?:url|_url|base_url)$/, 'URLs'],
  [/manifest/, 'the manifest'],
  [/^(?:url_converter|get_comment_blocks|is_in_comment|get_.*ignored.*)$/, 'rewritten references and hashed names'],
  [/post_process|compress|create_compressor|delete_files|make_helpful/, 'rewritten, hashed and compressed files'],
  [/.*/, 'which files are copied, and what is in them'],
]
/** Methods that say how a file is sent or kept and nothing of its name or content. */
const HARMLESS =
  /^(?:__init__|get_default_settings|get_object_parameters|_get_write_parameters|deconstruct|path|size|get_(?:accessed|created|modified)_time|listdir|connection|bucket|access_key.*|_get_security_token)$/

/** The traits that a storage's overridden methods lead to, as far as trying them told, and the doubts that are left. */
export function emulateOverrides(
  built: Built,
  pipelinePackages: number | null,
): {
  readonly traits: Pick<StorageTraits, 'hash' | 'keepsMissing'> & StorageTraits
  readonly doubts: readonly NotEmulated[]
} {
  const traits = {
    ...USUAL_TRAITS,
    hash: built.hash ?? USUAL_TRAITS.hash,
    keepsMissing: built.naming === 'keeps',
  }
  const seen = new Set<string>()
  const doubts = built.overrides
    .filter((override) => !HARMLESS.test(override.method))
    .filter((override) => !isDebugToolbar(override) && !isIdlePipeline(override, pipelinePackages))
    .map((override) => {
      const parts = PARTS.find(([pattern]) => pattern.test(override.method))?.[1] ?? ''
      // Of several classes that override a method the nearest is the one that was tried.
      const isNearest = !seen.has(override.method)
      seen.add(override.method)
      return {
        ...doubtAbout(override.class, override, parts),
        recognised: isNearest ? recognisedAs(override.method, built) : null,
      }
    })
  return { traits, doubts }
}

function recognisedAs(method: string, { hash, naming }: Built): string | null {
  if (method === 'file_hash' && hash !== null) return describeHash(hash)
  if (method !== 'hashed_name' || naming === null) return null
  return naming === 'keeps'
    ? 'a file that is not there keeps its name instead of ending the command'
    : 'names are those of Django'
}

function describeHash(hash: NameHash): string {
  switch (hash.kind) {
    case 'none':
      return 'it gives no hash, so names stay as they are'
    case 'constant':
      return `it gives "${hash.text}" for every file`
    case 'digest': {
      const from = hash.start === 0 ? `the first ${hash.length}` : `${hash.length} from digit ${hash.start + 1} on`
      return `it gives digits of ${hash.algorithm} of the content, ${from}`
    }
    default:
      return hash satisfies never
  }
}

/** Debug toolbar notes which URLs a page asks for, and gives them as they are (debug_toolbar/panels/staticfiles.py). */
function isDebugToolbar({ class: name }: Built['overrides'][number]): boolean {
  return name === 'debug_toolbar.panels.staticfiles.URLMixin'
}

/** django-pipeline's storages do what Django's do where no package is to be made (pipeline/storage.py). */
function isIdlePipeline({ class: name, method }: Built['overrides'][number], packages: number | null): boolean {
  if (name !== 'pipeline.storage.PipelineMixin') return false
  return method === 'get_available_name' || (method === 'post_process' && packages === 0)
}
