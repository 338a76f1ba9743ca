/** What findings of a check can be grouped by. Apart from `check.ts`, so that the page's first script needs no schema for it. */
export const CHECK_GROUPINGS = ['effect', 'code', 'file', 'provider', 'target'] as const
export type CheckGrouping = (typeof CHECK_GROUPINGS)[number]

/**
 * What a finding does, the worst first. `fails-collect`: collectstatic stops. `fails-pages`: a page answers 500 in
 * production. `not-found`: visitors get a 404, or damaged bytes. `stale`: it is served without a hash, so that caches may keep an old file.
 * `elsewhere`: it works on disks that do not mind upper and lower case. `tools`: only developer tools notice. `unknown`:
 * the name is made while a page is rendered. `unused`: nobody asks for the file. `other`: the rest.
 */
export const EFFECTS = [
  'fails-collect',
  'fails-pages',
  'not-found',
  'stale',
  'elsewhere',
  'tools',
  'unknown',
  'other',
  'unused',
] as const
export type Effect = (typeof EFFECTS)[number]
