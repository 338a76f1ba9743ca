import fc from 'fast-check'
import { expect, test } from 'vitest'
import { editDistance, nearestNames } from './nearest-names.ts'

const NAMES = ['css/site.css', 'css/sites.css', 'admin/css/base.css', 'img/logo.png', 'img/Logo.svg', 'js/app.js']

test('the same last part in another folder comes before letters that differ', () => {
  expect(nearestNames('static/css/sight/site.css', NAMES, 5)).toEqual(['css/site.css', 'css/sites.css'])
})

test('another ending and another case are near', () => {
  expect([nearestNames('img/logo.jpg', NAMES, 5), nearestNames('IMG/LOGO.PNG', NAMES, 1)]).toEqual([
    ['img/logo.png', 'img/Logo.svg'],
    ['img/logo.png'],
  ])
})

test('swapped letters are one mistake, and what is like nothing has no neighbours', () => {
  expect([nearestNames('css/stie.css', NAMES, 5), nearestNames('fonts/inter.woff2', NAMES, 5)]).toEqual([
    ['css/site.css', 'css/sites.css'],
    [],
  ])
})

test('the distance is the same both ways, and zero only for equal texts', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), fc.nat(12), (a, b, most) => {
      const distance = editDistance(a, b, most)
      expect([editDistance(b, a, most), distance === 0]).toEqual([distance, a === b])
    }),
  )
})

test('a limit changes nothing below it', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 10 }), fc.string({ maxLength: 10 }), fc.nat(10), (a, b, most) => {
      expect(editDistance(a, b, most)).toBe(Math.min(editDistance(a, b, 100), most + 1))
    }),
  )
})
