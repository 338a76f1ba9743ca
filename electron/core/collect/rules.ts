import { DJANGO_SERIES, type DjangoSeries } from '../../../shared/model/django-series.ts'
import type { UrlRules } from '../python/urls.ts'
import { InspectorError } from '../../../shared/contract/errors.ts'

/**
 * The rules of one Django series, as switches. What is not listed here is the same in all series.
 * Tickets: `#12345` is code.djangoproject.com/ticket/12345.
 */
export type Rules = {
  readonly series: DjangoSeries
  /** A = 3.2, B = 4.0–4.2, C = 5.0–5.2, D = 6.0, E = 6.1. */
  readonly family: 'A' | 'B' | 'C' | 'D' | 'E'
  /** A missing STATICFILES_DIRS folder is skipped with W004 instead of crashing (#27854, 4.0). */
  readonly skipsMissingFolder: boolean
  /** Check E001 ends the check at once (4.0). */
  readonly checkStopsAtE001: boolean
  /** Check E005: STORAGES must have `staticfiles` (#34712, 5.0). */
  readonly checksStorages: boolean
  /** Verbosity at which "Found another file …" is shown (#26583, 6.0). */
  readonly duplicateMessageLevel: 1 | 2
  /** Verbosity at which `--clear` names what it deletes (#36525, 6.0). */
  readonly clearMessageLevel: 1 | 2
  /** The summary counts deleted and skipped files (#26583, #36525, 6.0). */
  readonly countsDeletedAndSkipped: boolean
  /** "Exists" follows symbolic links: os.path.exists instead of lexists (until #28154, 4.0). */
  readonly existsFollowsLinks: boolean
  /** The random part of a free name goes before all suffixes instead of the last (#23759, 5.1). */
  readonly keepsAllSuffixes: boolean
  /** `save()` validates the name before it looks for a free one (CVE-2024-39330, 4.2). */
  readonly validatesNameFirst: boolean
  /** `*.js` is adjustable: source-map comments are rewritten (#32383, 4.0). */
  readonly adjustsJavaScript: boolean
  /** Pattern of `url()`: U2 names its groups, U3 wants matching quotes (#36348, 6.0). */
  readonly cssUrl: 'U2' | 'U3'
  /** Source-map comments: `loses` puts back nothing when the comment is left alone (4.0–4.2; fixed by #34496). */
  readonly cssSourceMap: 'none' | 'loses' | 'keeps'
  readonly jsSourceMap: 'none' | 'loses' | 'keeps'
  /** Patterns of the JS module option (#32319; set 2 #35553; set 3 #36969, #35371). 0 = no such option. */
  readonly jsModuleSet: 0 | 1 | 2 | 3
  /** Comments and strings are ignored (#21080, #36969, 6.1). */
  readonly ignoresCommentsAndStrings: boolean
  /** A URL that starts with `//` is left alone (#29022, 5.1). */
  readonly leavesProtocolRelative: boolean
  /** A URL without a path is left alone (4.2). */
  readonly leavesEmptyPath: boolean
  /** Each pass yields every file, so files are counted once per pass and late errors are raised (until #28607, 4.0). */
  readonly yieldsEveryPass: boolean
  /** "Max post-process passes exceeded." names the unresolved files (#35669, 5.2). */
  readonly namesUnresolved: boolean
  /** A file that is not UTF-8 is reported by name instead of as a bare error (#34407, 5.0). */
  readonly reportsUndecodable: boolean
  /** A post-processing error is raised as CommandError with the referring line (#36968, 6.1). */
  readonly raisesCommandError: boolean
  /** Version that the manifest gets, and whether it has a `hash` (#34235, 4.2). */
  readonly manifestVersion: '1.0' | '1.1'
  /** Keys of the manifest are sorted (#35846, 6.0). */
  readonly sortsManifest: boolean
  /**
   * Which urllib.parse stands behind: `http:x.png` comes out differently from Python 3.12.2 on. The Python that each
   * series was recorded with: 3.9 and 3.10 for 3.2–4.1, 3.11 and 3.12.1 for 4.2–5.2, 3.13 from 6.0 on.
   */
  readonly python: UrlRules
}

const rules32: Rules = {
  series: '3.2',
  family: 'A',
  skipsMissingFolder: false,
  checkStopsAtE001: false,
  checksStorages: false,
  duplicateMessageLevel: 1,
  clearMessageLevel: 1,
  countsDeletedAndSkipped: false,
  existsFollowsLinks: true,
  keepsAllSuffixes: false,
  validatesNameFirst: false,
  adjustsJavaScript: false,
  cssUrl: 'U2',
  cssSourceMap: 'none',
  jsSourceMap: 'none',
  jsModuleSet: 0,
  ignoresCommentsAndStrings: false,
  leavesProtocolRelative: false,
  leavesEmptyPath: false,
  yieldsEveryPass: true,
  namesUnresolved: false,
  reportsUndecodable: false,
  raisesCommandError: false,
  manifestVersion: '1.0',
  sortsManifest: false,
  python: 'before-3.11',
}

const rules40: Rules = {
  ...rules32,
  series: '4.0',
  family: 'B',
  skipsMissingFolder: true,
  checkStopsAtE001: true,
  existsFollowsLinks: false,
  adjustsJavaScript: true,
  jsSourceMap: 'loses',
  yieldsEveryPass: false,
}

// #33446: source maps of CSS.
const rules41: Rules = { ...rules40, series: '4.1', cssSourceMap: 'loses' }

const rules42: Rules = {
  ...rules41,
  series: '4.2',
  validatesNameFirst: true,
  jsModuleSet: 1,
  leavesEmptyPath: true,
  manifestVersion: '1.1',
  python: 'before-3.12.2',
}

const rules50: Rules = {
  ...rules42,
  series: '5.0',
  family: 'C',
  checksStorages: true,
  cssSourceMap: 'keeps',
  jsSourceMap: 'keeps',
  reportsUndecodable: true,
}

const rules51: Rules = { ...rules50, series: '5.1', keepsAllSuffixes: true, leavesProtocolRelative: true }

const rules52: Rules = { ...rules51, series: '5.2', jsModuleSet: 2, namesUnresolved: true }

const rules60: Rules = {
  ...rules52,
  series: '6.0',
  family: 'D',
  duplicateMessageLevel: 2,
  clearMessageLevel: 2,
  countsDeletedAndSkipped: true,
  cssUrl: 'U3',
  sortsManifest: true,
  python: 'later',
}

const rules61: Rules = {
  ...rules60,
  series: '6.1',
  family: 'E',
  jsModuleSet: 3,
  ignoresCommentsAndStrings: true,
  raisesCommandError: true,
}

const PROFILES: Readonly<Record<DjangoSeries, Rules>> = {
  '3.2': rules32,
  '4.0': rules40,
  '4.1': rules41,
  '4.2': rules42,
  '5.0': rules50,
  '5.1': rules51,
  '5.2': rules52,
  '6.0': rules60,
  '6.1': rules61,
}

const NEWEST: DjangoSeries = '6.1'

/** The profile that a version leads to. `newerThanKnown`: the newest profile stands in for a later Django. */
export type ChosenRules = { readonly rules: Rules; readonly newerThanKnown: boolean }

/**
 * Rules for a Django version such as `5.2` or `5.2.19`.
 * A version newer than every known series gets the newest profile, marked; an unknown old one is refused.
 * @throws InspectorError bad-input
 */
export function rulesFor(version: string): ChosenRules {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const known = DJANGO_SERIES.find((series) => series === `${major}.${minor}`)
  if (known !== undefined) return { rules: PROFILES[known], newerThanKnown: false }
  const [newestMajor = 0, newestMinor = 0] = NEWEST.split('.').map(Number)
  if (major > newestMajor || (major === newestMajor && minor > newestMinor))
    return { rules: PROFILES[NEWEST], newerThanKnown: true }
  throw new InspectorError(
    'bad-input',
    `Django ${version} is not supported: choose one of ${DJANGO_SERIES.join(', ')}, or a newer one`,
  )
}
