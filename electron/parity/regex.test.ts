import { execFileSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { translateRegex } from '../core/python/regex.ts'
import { findPythonEnvironment } from './python-environment.ts'

/** Patterns as projects add them to `HashedFilesMixin.patterns`, and such as test the borders of what is translated. */
const PATTERNS: readonly string[] = [
  '(?P<matched>href=["\'](?P<url>[^"\']*)["\'])',
  '(?P<matched>(?:src|href)=(?P<quote>["\']?)(?P<url>.*?)(?P=quote)[\\s>])',
  '(?P<matched>@import\\s*["\']\\s*(?P<url>.*?)["\'])',
  '(?m)^(?P<matched>//# (?-i:sourceMappingURL)=(?P<url>.*))$',
  '(?s)(?P<matched>/\\*(?P<url>.*?)\\*/)',
  '(?P<matched>url\\([\'"]{0,1}\\s*(?P<url>.*?)["\']{0,1}\\))',
  '(?P<matched>image-set\\((?P<url>[^)]+)\\))',
  '(?P<matched>\\bnew\\s+Worker\\(\\s*(?P<url>[\\w./-]+)\\))',
  '(?P<matched>[a-k]+(?P<url>\\d{2,}))',
  '(?P<matched>(?P<url>[^a-z\\s]+)x{,3}?)',
  '(?P<matched>(?P<url>[\\S\\s]{3}))',
  '(?P<matched>(?P<url>[^\\W\\d]+))',
  '(?P<matched>(?P<url>\\B.\\b))',
  '(?P<matched>(?<=:)(?P<url>.+?)(?=;|$))',
  '(?P<matched>(?<!a)(?P<url>k+)(?!b))',
  '(?P<matched>a{b}(?P<url>c*))',
  '(?P<matched>\\A(?P<url>.)|)(?#nothing)',
  '(?P<matched>(?P<url>[]a-]+))',
  '(?P<matched>\\x41\\u0042(?P<url>\\t|\\.)?)',
  '(?P<matched>(?P<url>s+)\\Z)',
  '(?P<matched>href=(?P<q>[\\x27"])(?P<url>[^#].*?)(?P=q))',
]
const TEXTS: readonly string[] = [
  'a <A HREF="x.css" src=y.js> href=\'é.png\' \n@IMPORT "ı.css" @İmport \'b.css\'; K\u212ak',
  '//# sourceMappingURL=a.map\n//# SOURCEMAPPINGURL=b.map\r\n x //# sourceMappingURL=c',
  'url( a.png ) URL("b.png") url(\'c\nd\') ur\u017f /* a\nb */ image-set(x 1x) new  Worker(a/b.js)',
  'abc12 ABK345 \u017f99 x\u00e9y \u2028 z\u0085 ß :one;two: three\n',
  'a{b}ccc A{B} AB\t AB. ]-]a sss\u017fS',
  '',
  '\u{1f600}x\u{1f600}12 a\u0661\u0662',
]

const environment = findPythonEnvironment('5.2')
const SCRIPT = `import json, re, sys
patterns, texts = json.load(sys.stdin)
print(json.dumps([[[[m.start(), m.end(), m.groupdict()] for m in re.finditer(p, t, re.IGNORECASE)] for t in texts] for p in patterns]))
`

describe.skipIf(environment.kind === 'missing')('a translated pattern', () => {
  it('finds what Python finds, in the same places and groups', { timeout: 60_000 }, () => {
    const python = environment.kind === 'ready' ? environment.python : ''
    const output = execFileSync(python, ['-c', SCRIPT], { input: JSON.stringify([PATTERNS, TEXTS]), encoding: 'utf8' })
    const theirs = JSON.parse(output) as unknown[]
    const ours = PATTERNS.map((pattern) => {
      const translated = translateRegex(pattern)
      if (translated.kind === 'unknown') return translated.reason
      return TEXTS.map((text) => [...text.matchAll(translated.regex)].map((match) => found(text, match)))
    })
    expect(Object.fromEntries(PATTERNS.map((pattern, at) => [pattern, ours[at]]))).toEqual(
      Object.fromEntries(PATTERNS.map((pattern, at) => [pattern, UNKNOWN[pattern] ?? theirs[at]])),
    )
  })

  it.each([
    ['(?x) a b', 'the flag x'],
    ['(?>a+)b', 'a group of a rare kind'],
    ['a++b', 'a possessive repetition'],
    ['(?P<url>é)', 'letters beyond ASCII'],
    ['(?:(?P<url>a))+', 'a group that is repeated'],
    ['(?P<a>[a-z])(?P=a)', 'a reference back to letters'],
    ['(a)\\1', 'the escape \\1'],
    ['[à-ü]', 'a range beyond ASCII'],
  ])('is refused where the languages differ: %s', (pattern, reason) => {
    expect(translateRegex(pattern)).toEqual({ kind: 'unknown', reason })
  })
})

/** Patterns that are refused for a good reason. */
const UNKNOWN: Readonly<Record<string, string>> = {
  '(?P<matched>\\A(?P<url>.)|)(?#nothing)': 'a group that need not match',
  '(?P<matched>\\x41\\u0042(?P<url>\\t|\\.)?)': 'a group that is repeated',
}

/** Places in code points, as Python counts them. */
function found(text: string, match: RegExpExecArray): readonly [number, number, object] {
  const start = Array.from(text.slice(0, match.index)).length
  const groups = Object.fromEntries(Object.entries(match.groups ?? {}).map(([name, value]) => [name, value ?? null]))
  return [start, start + Array.from(match[0]).length, groups]
}
