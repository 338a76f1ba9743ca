import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { placeWindow, readWindowState, writeWindowState } from './window-state.ts'

const screen = { x: 0, y: 0, width: 1920, height: 1080 }
const second = { x: 1920, y: 0, width: 1280, height: 1024 }

test('the first window is in the middle', () => {
  expect(placeWindow(null, [screen])).toEqual({ x: 320, y: 140, width: 1280, height: 800 })
})

test('a window comes back where it was, on the second screen too', () => {
  const kept = { x: 2000, y: 50, width: 1000, height: 700 }
  expect(placeWindow(kept, [screen, second])).toEqual(kept)
})

test('a window on a screen that is gone comes back to the first', () => {
  expect(placeWindow({ x: 2000, y: 50, width: 1000, height: 700 }, [screen])).toEqual({
    x: 460,
    y: 190,
    width: 1000,
    height: 700,
  })
})

test('a window never gets larger than the screen or smaller than the smallest', () => {
  expect([
    placeWindow({ x: 0, y: 0, width: 5000, height: 5000 }, [screen]),
    placeWindow({ x: 0, y: 0, width: 500, height: 400 }, [screen]),
  ]).toEqual([screen, { x: 0, y: 0, width: 900, height: 600 }])
})

test('what is kept is read again; damaged or older files count as none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'staticscope-window-'))
  const file = join(folder, 'window.json')
  const state = { version: 1, bounds: screen, isMaximized: true } as const
  const none = readWindowState(file)
  writeWindowState(file, state)
  const read = readWindowState(file)
  writeFileSync(file, '{"version":1,"bounds":{"x":"left"}}')
  expect([none, read, readWindowState(file)]).toEqual([null, state, null])
  rmSync(folder, { recursive: true })
})
