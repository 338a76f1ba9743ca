import { createRequire } from 'node:module'
import AjvDraft04 from 'ajv-draft-04'
import addFormats from 'ajv-formats'
import { expect, test } from 'vitest'
import { applyAccepted } from '../check/apply-accepted.ts'
import { withCheck } from '../check/case-run-fixture.ts'
import type { CheckCase } from '../check/cases/check-case-fixture.ts'
import { CHECK_CASES } from '../check/cases-fixture.ts'
import type { Check } from '../check/check-result.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import { checkAnnotations } from './check-annotations.ts'
import { checkSarif } from './check-sarif.ts'

const schema: unknown = createRequire(import.meta.url)('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')
// One pattern of the schema is no regular expression of Unicode mode.
const ajv = new AjvDraft04({ strict: false, allErrors: true, unicodeRegExp: false })
addFormats.default(ajv)
const isSarif = ajv.compile(schema as object)

/** A name, a message and a template in which every character that a format escapes stands. */
const ODD: CheckCase = {
  files: {
    'static/100%, a:b c\n.css': 'a { background: url("gone%0A,:.png") }',
    'static/é\u{1F600}.css': 'a { background: url(gone.png) }',
    'templates/p q.html': "{% static 'x%y.css' %}",
  },
  findings: [],
}
const CASES = Object.entries({ ...CHECK_CASES, 'names that formats must escape': ODD })

test.each(CASES)('findings are valid SARIF 2.1.0: %s', async (_, given) => {
  await withCheck(given, async (check, home) => {
    for (const one of [check, await accepted(check)])
      for (const place of [null, home]) {
        const log: unknown = JSON.parse([...checkSarif(one, place)].join(''))
        isSarif(log)
        expect(isSarif.errors ?? []).toEqual([])
      }
  })
})

test.each(CASES)('findings are workflow commands that give back what was said: %s', async (_, given) => {
  await withCheck(given, async (check, home) => {
    const told = check.findings.filter(({ finding }) => finding.code !== 'unused-file')
    const lines = [...checkAnnotations(check, home)]
    expect(lines.map(parseCommand)).toEqual(
      told.map(({ finding: { line, column, message, severity } }) => ({
        command: severity === 'error' || severity === 'warning' ? severity : 'notice',
        line: line === null ? undefined : String(line),
        col: column === null ? undefined : String(column),
        message,
      })),
    )
  })
})

/** Every second finding accepted, as a team would. */
async function accepted(check: Check): Promise<Check> {
  const plain = check.findings.map(({ finding: { id: _, accepted: __, ...finding }, reference }) => ({
    ...finding,
    reference,
  }))
  const entries = plain
    .filter((_, index) => index % 2 === 0)
    .map(({ code, file }) => ({ code, place: file || '*', reason: 'known "so"', expires: null }))
  return { ...check, findings: (await applyAccepted(plain, entries, '2026-11-26', new TimeSlices(null))).findings }
}

/** Reads a line as the runner of GitHub Actions does (actions/runner, ActionCommand.TryParseV2). */
function parseCommand(text: string) {
  const match = /^::(\w+)(?: ([^\n]*?))?::([^\n]*)\n$/.exec(text)
  const properties = new Map(
    (match?.[2] ?? '').split(',').map((pair): [string, string] => {
      const equals = pair.indexOf('=')
      return [pair.slice(0, equals), unescape(pair.slice(equals + 1))]
    }),
  )
  return {
    command: match?.[1],
    line: properties.get('line'),
    col: properties.get('col'),
    message: unescape(match?.[3] ?? ''),
  }
}

function unescape(text: string): string {
  return text
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%25', '%')
}
