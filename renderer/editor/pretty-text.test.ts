import { expect, test } from 'vitest'
import { minifiedLanguage } from './minified-language.ts'
import { prettyText } from './pretty-text.ts'

test('minified code gets a line for each statement, and its signs stay', () => {
  const texts = [
    prettyText({ language: 'js', text: 'var a=1;function b(){return a}' }),
    prettyText({ language: 'css', text: 'a{color:red;background:url("x.‹hash›.png")}' }),
    prettyText({ language: 'json', text: '{"a":[1,2]}' }),
  ]
  expect(texts.map((text) => [text.split('\n').length > 3, text.replaceAll(/\s/g, '')])).toEqual([
    [true, 'vara=1;functionb(){returna}'],
    [true, 'a{color:red;background:url("x.‹hash›.png")}'],
    [true, '{"a":[1,2]}'],
  ])
})
test('only texts of long lines in a known language are minified', () => {
  const long = 'a{color:red}'.repeat(100)
  expect([
    minifiedLanguage('x.css', long),
    minifiedLanguage('x.min.mjs', long),
    minifiedLanguage('x.css', 'a {\n  color: red;\n}\n'),
    minifiedLanguage('x.txt', long),
  ]).toEqual(['css', 'js', null, null])
})
