import { expect, test } from 'vitest'
import { formatShortcut, matchesShortcut } from './shortcut.ts'

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey', boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...held,
})

test('the command key is Ctrl, on a Mac ⌘', () => {
  expect([
    matchesShortcut(press('k', { ctrlKey: true }), 'Mod+K', false),
    matchesShortcut(press('k', { metaKey: true }), 'Mod+K', true),
    matchesShortcut(press('k', { ctrlKey: true }), 'Mod+K', true),
  ]).toEqual([true, true, false])
})
test('a held key that the shortcut does not name keeps it from matching', () => {
  expect([
    matchesShortcut(press('O', { ctrlKey: true, shiftKey: true }), 'Mod+Shift+O', false),
    matchesShortcut(press('o', { ctrlKey: true }), 'Mod+Shift+O', false),
    matchesShortcut(press('O', { ctrlKey: true, shiftKey: true, altKey: true }), 'Mod+Shift+O', false),
  ]).toEqual([true, false, false])
})
test('a sign matches whether its keyboard needs Shift for it or not', () => {
  expect([
    matchesShortcut(press('?', { shiftKey: true }), '?', false),
    matchesShortcut(press('?'), '?', false),
  ]).toEqual([true, true])
})
test('shortcuts read as on the keys', () => {
  expect([
    formatShortcut('Mod+Shift+O', false),
    formatShortcut('Mod+Shift+O', true),
    formatShortcut('Alt+ArrowLeft', false),
  ]).toEqual(['Ctrl Shift O', '⌘⇧O', 'Alt ←'])
})
