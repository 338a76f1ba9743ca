import { lookUpName } from './engine.ts'
import { openDisk } from './open-disk.ts'
import { formatJson, isJsonObject, type Json } from './ordered-json.ts'
import { readFlag, readMembers, readText } from './read-json.ts'
import type { CaseRun } from './vector-file.ts'

/** One case of `lookup.json` with one version: a manifest and a name, and the URL or the error that come of them. */
export function checkLookup({ entry, version, python, world, isFirst }: CaseRun): Json {
  if (isFirst) {
    world.lay('', new Map([['out', new Map([['dir', true]])]]))
    world.lay('out', readMembers(entry, 'files'))
    const manifest = entry.get('manifest')
    if (isJsonObject(manifest)) {
      const raw = manifest.has('text') || manifest.has('base64')
      world.lay('out', new Map([['staticfiles.json', raw ? manifest : formatJson(manifest)]]))
    }
  }
  const found = lookUpName(openDisk(), world, {
    version,
    python,
    storage: readText(entry, 'storage', 'manifest'),
    name: readText(entry, 'name'),
    staticUrl: readText(entry, 'staticUrl', '/static/'),
    debug: readFlag(entry, 'debug', false),
    manifestStrict: readFlag(entry, 'manifestStrict', true),
    scriptPrefix: readText(entry, 'scriptPrefix', '/'),
  })
  if ('error' in found) return new Map([['error', found.error]])
  const result = new Map<string, Json>([['url', found.url]])
  if (found.tag !== found.url) result.set('tag', found.tag)
  return result
}
