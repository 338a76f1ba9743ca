import type { Rules } from './rules.ts'

/**
 * Django's patterns (`HashedFilesMixin.patterns`), translated from Python's `re` with IGNORECASE.
 * No `i` flag is used: in Python `i` also matches U+0130 and U+0131 and `s` also U+017F, in JavaScript it does not.
 * `.` stops only at a newline in Python, `\s` has another set, `^` and `$` with (?m) see only newlines.
 */
export type Pattern = {
  readonly kind:
    | 'url'
    | 'import-rule'
    | 'css-source-map'
    | 'js-source-map'
    | 'module-import'
    | 'module-export'
    | 'module-side-effect'
    | 'module-dynamic'
    | 'own'
  /** Global; named groups `url`, and `matched`, `clause` where they are used. */
  readonly regex: RegExp
  /** Text that each match begins with, where there is one: to look for it is much faster in large files. */
  readonly start?: string
  /** What is put back when the reference is left alone: the whole match, or nothing (4.0–4.2 source maps). */
  readonly keepsWhenLeft: boolean
  /** What is written; `clause` is the text between keyword and `from`. A project's own pattern has other groups too. */
  readonly write: (url: string, clause: string, groups: Readonly<Record<string, string | undefined>>) => string
  /** Regions in which a match is ignored (6.1 on). */
  readonly ignored: RegExp | null
}

/** Patterns for one glob, in the order in which they are applied. */
export type PatternSet = { readonly glob: string; readonly patterns: readonly Pattern[] }

/** Python's `\s` for str: also U+001C–U+001F and U+0085, not U+FEFF. */
const WS = '\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000'
const S = `[${WS}]*`
const I = '[iI\\u0130\\u0131]'
const LINE_START = '(?<![^\\n])'
const LINE_END = '(?![^\\n])'
const ANY = '[^\\n]*?'

const URL_WORD = '[uU][rR][lL]'
const IMPORT = `${I}[mM][pP][oO][rR][tT]`
const EXPORT = '[eE][xX][pP][oO][rR][tT]'
const FROM = '[fF][rR][oO][mM]'
const AS = '[aA][sS\\u017f]'

/** `_css_ignored_re` (6.1), with DOTALL. */
export const CSS_IGNORED = /\/\*[\s\S]*?\*\/|\\[\s\S]|'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"/g
/** `_js_ignored_re` (6.1), with DOTALL. */
export const JS_IGNORED =
  /\/\*[\s\S]*?\*\/|\/\/[^\n]*|\\[\s\S]|'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"|`(?:[^`\\]|\\[\s\S])*`/g

function cssPatterns(rules: Rules): readonly Pattern[] {
  const ignored = rules.ignoresCommentsAndStrings ? CSS_IGNORED : null
  const patterns: Pattern[] = [
    {
      kind: 'url',
      regex:
        rules.cssUrl === 'U2'
          ? new RegExp(`${URL_WORD}\\(['"]?${S}(?<url>${ANY})["']?\\)`, 'g')
          : new RegExp(`${URL_WORD}\\((?<quote>['"]?)${S}(?<url>${ANY})\\k<quote>\\)`, 'g'),
      keepsWhenLeft: true,
      write: (url) => `url("${url}")`,
      ignored,
    },
    {
      kind: 'import-rule',
      regex: new RegExp(`@${IMPORT}${S}["']${S}(?<url>${ANY})["']`, 'g'),
      keepsWhenLeft: true,
      write: (url) => `@import url("${url}")`,
      ignored,
    },
  ]
  if (rules.cssSourceMap !== 'none')
    patterns.push({
      kind: 'css-source-map',
      regex: new RegExp(`${LINE_START}/\\*#[ \\t]sourceMappingURL=(?<url>[^\\n]*)[ \\t]*\\*/${LINE_END}`, 'g'),
      keepsWhenLeft: rules.cssSourceMap === 'keeps',
      write: (url) => `/*# sourceMappingURL=${url} */`,
      ignored,
    })
  return patterns
}

function jsSourceMap(rules: Rules): Pattern {
  return {
    kind: 'js-source-map',
    regex: new RegExp(`${LINE_START}//# sourceMappingURL=(?<url>[^\\n]*)${LINE_END}`, 'g'),
    start: '//# sourceMappingURL=',
    keepsWhenLeft: rules.jsSourceMap === 'keeps',
    write: (url) => `//# sourceMappingURL=${url}`,
    ignored: rules.ignoresCommentsAndStrings ? JS_IGNORED : null,
  }
}

/** `_js_module_import_aggregation_patterns`; the `u` flag only for `\w`, which is Unicode in Python. */
function modulePatterns(rules: Rules): readonly Pattern[] {
  const set = rules.jsModuleSet
  if (set === 0) return []
  const ignored = rules.ignoresCommentsAndStrings ? JS_IGNORED : null
  const end = set === 3 ? '' : `${S};`
  const semicolon = set === 3 ? '' : ';'
  const body = set === 3 ? '[^;]*?' : '[\\s\\S]*?'
  const namespace = set === 1 ? '' : `|\\*${S}${AS}${S}[\\p{L}\\p{N}_]+`
  const target = `["'](?<url>[.\\/]${ANY})["']`
  return [
    {
      kind: 'module-import',
      regex: new RegExp(`${IMPORT}(?<clause>[${WS}\\{]${body}${namespace})${S}${FROM}${S}${target}${end}`, 'gu'),
      keepsWhenLeft: true,
      write: (url, clause) => `import${clause} from "${url}"${semicolon}`,
      ignored,
    },
    {
      kind: 'module-export',
      regex: new RegExp(`${EXPORT}(?<clause>[${WS}\\{]${body})${S}${FROM}${S}${target}${end}`, 'gu'),
      keepsWhenLeft: true,
      write: (url, clause) => `export${clause} from "${url}"${semicolon}`,
      ignored,
    },
    {
      kind: 'module-side-effect',
      regex: new RegExp(`${IMPORT}${S}${target}${end}`, 'g'),
      keepsWhenLeft: true,
      write: (url) => `import"${url}"${semicolon}`,
      ignored,
    },
    {
      kind: 'module-dynamic',
      regex: new RegExp(`${IMPORT}\\(["'](?<url>${set === 3 ? '[.\\/]' : ''}${ANY})["']\\)`, 'g'),
      keepsWhenLeft: true,
      write: (url) => `import("${url}")`,
      ignored,
    },
  ]
}

/**
 * All patterns of a series, in the order of Django's `_patterns` dictionary.
 * With the module option the `*.js` entries are appended to those of source maps.
 */
export function patternSets(rules: Rules, jsModules: boolean): readonly PatternSet[] {
  const css: PatternSet = { glob: '*.css', patterns: cssPatterns(rules) }
  if (!rules.adjustsJavaScript) return [css]
  const modules = jsModules ? modulePatterns(rules) : []
  return [css, { glob: '*.js', patterns: [jsSourceMap(rules), ...modules] }]
}

/**
 * A coarse test on the bytes of a file, read as Latin-1: false means that no pattern can match, so that the text need not
 * be decoded. `i` as U+0130 or U+0131 is two bytes in UTF-8 (C4 B0, C4 B1).
 */
export function screenFor(glob: '*.css' | '*.js', jsModules: boolean): RegExp {
  const i = '(?:[iI]|\\xc4[\\xb0\\xb1])'
  if (glob === '*.css') return new RegExp(`[uU][rR][lL]\\(|@${i}[mM][pP][oO][rR][tT]|sourceMappingURL=`)
  return jsModules
    ? new RegExp(`${i}[mM][pP][oO][rR][tT]|[eE][xX][pP][oO][rR][tT]|sourceMappingURL=`)
    : /sourceMappingURL=/
}
