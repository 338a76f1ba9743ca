import type { MenuItemConstructorOptions } from 'electron'
import { expect, test } from 'vitest'
import { menuTemplate } from './menu-template.ts'

const actions = { send: () => undefined, restartEngine: () => undefined, openDocumentation: () => undefined }
const flat = (items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])

test.each(['linux', 'darwin', 'win32'] as const)('no shortcut is given twice on %s', (platform) => {
  const shortcuts = flat(menuTemplate(platform, false, actions)).flatMap(({ accelerator }) => accelerator || [])
  expect(shortcuts.toSorted()).toEqual([...new Set(shortcuts)].toSorted())
})

test('open folders is Ctrl+Shift+O and sends its command', () => {
  const sent: string[] = []
  const items = flat(menuTemplate('linux', true, { ...actions, send: (command) => sent.push(command) }))
  const item = items.find(({ id }) => id === 'open-folders')
  ;(item?.click as (() => void) | undefined)?.()
  expect([item?.accelerator, sent]).toEqual(['CmdOrCtrl+Shift+O', ['open-folders']])
})

test('the shipped program has no developer tools in its menu', () => {
  const roles = (isPackaged: boolean) => flat(menuTemplate('linux', isPackaged, actions)).map(({ role }) => role)
  expect([roles(false).includes('toggleDevTools'), roles(true).includes('toggleDevTools')]).toEqual([true, false])
})
