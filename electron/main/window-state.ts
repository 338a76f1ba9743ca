import { readFileSync, renameSync, writeFileSync } from 'node:fs'

/** A place on the desktop, in device-independent pixels. */
export type Rectangle = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** What is kept of the window between two starts. */
export type WindowState = { readonly version: 1; readonly bounds: Rectangle; readonly isMaximized: boolean }

/** Smallest window, in device-independent pixels. */
export const MINIMUM_SIZE = { width: 900, height: 600 }
const FIRST_SIZE = { width: 1280, height: 800 }
/** Pixels of the title bar that must lie on a screen, so that the window can be moved. */
const REACHABLE = 80

/** Reads the kept state; null if there is none or it cannot be understood (it is then written anew). */
export function readWindowState(path: string): WindowState | null {
  try {
    const kept: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return isWindowState(kept) ? kept : null
  } catch {
    return null
  }
}

/** Keeps the state by a new file and a rename, so that a power loss leaves the old one. A full disk is no reason to fail. */
export function writeWindowState(path: string, state: WindowState): void {
  try {
    writeFileSync(`${path}.new`, JSON.stringify(state))
    renameSync(`${path}.new`, path)
  } catch (error) {
    console.warn(`The window's place was not kept: ${String(error)}`)
  }
}

/**
 * Where to put the window: as it was if its title bar can be reached on one of the screens, else in the middle of the
 * first, never larger than the screen's work area.
 */
export function placeWindow(kept: Rectangle | null, workAreas: readonly Rectangle[]): Rectangle {
  const home = kept === null ? undefined : workAreas.find((area) => canReach(kept, area))
  const area = home ?? workAreas[0] ?? { x: 0, y: 0, ...FIRST_SIZE }
  const width = Math.max(Math.min(kept?.width ?? FIRST_SIZE.width, area.width), MINIMUM_SIZE.width)
  const height = Math.max(Math.min(kept?.height ?? FIRST_SIZE.height, area.height), MINIMUM_SIZE.height)
  if (kept !== null && home !== undefined) return { x: kept.x, y: kept.y, width, height }
  return {
    x: area.x + Math.max(0, Math.round((area.width - width) / 2)),
    y: area.y + Math.max(0, Math.round((area.height - height) / 2)),
    width,
    height,
  }
}

function canReach(window: Rectangle, area: Rectangle): boolean {
  const visible = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x)
  return visible >= REACHABLE && window.y >= area.y && window.y <= area.y + area.height - REACHABLE
}

function isWindowState(kept: unknown): kept is WindowState {
  if (!isRecord(kept) || kept['version'] !== 1 || typeof kept['isMaximized'] !== 'boolean') return false
  const { bounds } = kept
  if (!isRecord(bounds)) return false
  const numbers = ['x', 'y', 'width', 'height'].map((name) => bounds[name])
  return numbers.every(Number.isInteger) && Number(bounds['width']) > 0 && Number(bounds['height']) > 0
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
