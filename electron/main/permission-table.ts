import type { Session } from 'electron'

/**
 * Every permission that a page can ask for, and why it is granted or not. What is not in the table is refused too: a new
 * Chromium may bring new names.
 */
export const PERMISSIONS: Readonly<Record<string, { readonly allowed: boolean; readonly why: string }>> = {
  'clipboard-sanitized-write': { allowed: true, why: 'copying a name, path or URL that the user sees' },
  'clipboard-read': { allowed: false, why: 'nothing is pasted by itself' },
  'deprecated-sync-clipboard-read': { allowed: false, why: 'nothing is pasted by itself' },
  'display-capture': { allowed: false, why: 'the screen is none of our business' },
  fileSystem: { allowed: false, why: 'folders are chosen in native dialogs and held by the engine' },
  fullscreen: { allowed: false, why: 'the window menu does it' },
  geolocation: { allowed: false, why: 'not used' },
  hid: { allowed: false, why: 'not used' },
  'idle-detection': { allowed: false, why: 'not used' },
  keyboardLock: { allowed: false, why: 'it would trap the user' },
  media: { allowed: false, why: 'no camera and no microphone' },
  mediaKeySystem: { allowed: false, why: 'no protected media' },
  midi: { allowed: false, why: 'not used' },
  midiSysex: { allowed: false, why: 'not used' },
  notifications: { allowed: false, why: 'results are shown in the window' },
  openExternal: { allowed: false, why: 'links go through system.openDocumentation' },
  pointerLock: { allowed: false, why: 'it would trap the user' },
  serial: { allowed: false, why: 'not used' },
  'speaker-selection': { allowed: false, why: 'no sound' },
  'storage-access': { allowed: false, why: 'no foreign frames' },
  'top-level-storage-access': { allowed: false, why: 'no foreign frames' },
  usb: { allowed: false, why: 'not used' },
  'window-management': { allowed: false, why: 'one window, placed by the user' },
  unknown: { allowed: false, why: 'unknown' },
}

/** Whether a page from `origin` gets a permission: it must be ours, and the table must allow it. */
export function isPermitted(permission: string, origin: string, ownOrigin: string): boolean {
  if (origin !== ownOrigin) return false
  return Object.hasOwn(PERMISSIONS, permission) && PERMISSIONS[permission]?.allowed === true
}

/** Answers every permission question of a session from the table; devices and screens are refused altogether. */
export function applyPermissionTable(session: Session, ownOrigin: string): void {
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(isPermitted(permission, originOf(contents.getURL()), ownOrigin)),
  )
  session.setPermissionCheckHandler((_contents, permission, origin) =>
    isPermitted(permission, originOf(origin), ownOrigin),
  )
  session.setDevicePermissionHandler(() => false)
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}))
}

/** Origin of an address as we compare it: scheme and host. `URL.origin` is the word "null" for schemes of our own. */
export function originOf(address: string): string {
  try {
    const { protocol, host } = new URL(address)
    return `${protocol}//${host}`
  } catch {
    return ''
  }
}
