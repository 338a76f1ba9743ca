import type { MenuItemConstructorOptions } from 'electron'

/** What menu items do; the first is carried out by the page, the others by main. */
export type MenuActions = {
  readonly send: (command: MenuCommand) => void
  readonly restartEngine: () => void
  readonly openDocumentation: () => void
}

/** Commands that the page carries out. */
export type MenuCommand =
  | 'open-django'
  | 'open-folders'
  | 'open-sample'
  | 'refresh'
  | 'search'
  | 'palette'
  | 'shortcuts'
  | 'settings'
  | 'back'
  | 'forward'

/** The menu bar as data. Nothing in it depends on the theme; roles bring their own shortcuts and words of the system. */
export function menuTemplate(
  platform: NodeJS.Platform,
  isPackaged: boolean,
  actions: MenuActions,
): MenuItemConstructorOptions[] {
  const command = (label: string, name: MenuCommand, accelerator?: string): MenuItemConstructorOptions => ({
    id: name,
    label,
    click: () => actions.send(name),
    ...(accelerator === undefined ? {} : { accelerator }),
  })
  const line: MenuItemConstructorOptions = { type: 'separator' }
  const isMac = platform === 'darwin'
  return [
    ...(isMac ? [{ role: 'appMenu' } as const] : []),
    {
      label: '&File',
      submenu: [
        command('Open a Django Project…', 'open-django', 'CmdOrCtrl+O'),
        command('Open Folders…', 'open-folders', 'CmdOrCtrl+Shift+O'),
        command('Open Sample', 'open-sample'),
        line,
        ...(isMac ? [] : [command('Settings', 'settings', 'CmdOrCtrl+,'), line]),
        { role: isMac ? 'close' : 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        command('Refresh Preview', 'refresh', 'CmdOrCtrl+R'),
        command('Search', 'search', 'CmdOrCtrl+F'),
        command('Command Palette', 'palette', 'CmdOrCtrl+K'),
        line,
        command('Back', 'back', isMac ? 'Cmd+[' : 'Alt+Left'),
        command('Forward', 'forward', isMac ? 'Cmd+]' : 'Alt+Right'),
        line,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...(isPackaged
          ? []
          : [line, { role: 'reload' as const, accelerator: '' }, { role: 'toggleDevTools' as const }]),
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        { id: 'documentation', label: 'Django Static Files', click: actions.openDocumentation },
        command('Keyboard Shortcuts', 'shortcuts'),
        line,
        { id: 'restart-engine', label: 'Restart Engine', click: actions.restartEngine },
        ...(isMac ? [] : [{ role: 'about' as const }]),
      ],
    },
  ]
}
