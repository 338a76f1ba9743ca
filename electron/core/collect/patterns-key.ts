import { type DjangoSettings, effectiveStaticUrl } from './collect-settings.ts'

/** Raised whenever what a rewriting records changes its meaning or shape. */
const REVISION = 1

/** What decides a rewriting besides text, name and answers: the rules, the module option and STATIC_URL. */
export function patternsKeyOf(settings: DjangoSettings): string {
  const { rules, storage } = settings
  return [REVISION, rules.series, storage.jsModules ? 'modules' : '', effectiveStaticUrl(settings)].join('\0')
}
