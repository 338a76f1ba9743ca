import { describe, expect, test } from 'vitest'
import { compareWithPython } from './recorded/recorded-cases.ts'
import { filePathToUri, quotePath, unquote, urlDefrag, urlJoin, urlSplit, urlUnsplit, type UrlRules } from './urls.ts'

test('unquote gives what Python gives', () => {
  const { python, ours } = compareWithPython('urls', 'unquote', unquote)
  expect(ours).toEqual(python)
})

test('quotePath gives what Python gives', () => {
  const { python, ours } = compareWithPython('urls', 'quotePath', quotePath)
  expect(ours).toEqual(python)
})

test('filePathToUri gives what Django gives', () => {
  const { python, ours } = compareWithPython('urls', 'filePathToUri', filePathToUri)
  expect(ours).toEqual(python)
})

const RULES: readonly UrlRules[] = ['before-3.11', 'before-3.12', 'before-3.12.2', 'later']

describe.each(RULES)('with the rules %s', (rules) => {
  test('urlSplit gives what Python gives', () => {
    const { python, ours } = compareWithPython('urls', 'urlSplit', (url) => Object.values(urlSplit(url, rules)), rules)
    expect(ours).toEqual(python)
  })

  test('urlUnsplit gives what Python gives', () => {
    const { python, ours } = compareWithPython(
      'urls',
      'urlUnsplit',
      (scheme, netloc, path, query, fragment) => urlUnsplit({ scheme, netloc, path, query, fragment }, rules),
      rules,
    )
    expect(ours).toEqual(python)
  })

  test('urlDefrag gives what Python gives', () => {
    const { python, ours } = compareWithPython(
      'urls',
      'urlDefrag',
      (url) => Object.values(urlDefrag(url, rules)),
      rules,
    )
    expect(ours).toEqual(python)
  })

  test('urlJoin gives what Python gives', () => {
    const { python, ours } = compareWithPython('urls', 'urlJoin', (base, url) => urlJoin(base, url, rules), rules)
    expect(ours).toEqual(python)
  })
})
