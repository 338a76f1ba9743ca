import { type DjangoSettings, effectiveStaticUrl } from './collect-settings.ts'

/** Raised whenever what a rewriting records changes its meaning or shape. */
const REVISION = 1

/** What decides a rewriting besides text, name and answers: the rules, the module option and STATIC_URL. */
export function patternsKeyOf(settings: DjangoSettings): string {
  const { rules, storage } = settings
  const { patterns } = storage.traits
  const ownPatterns = patterns === null ? [] : [JSON.stringify(patterns)]
  return [
    REVISION,
    rules.series,
    storage.jsModules ? 'modules' : '',
    effectiveStaticUrl(settings),
    ...ownPatterns,
  ].join('\0')
}
