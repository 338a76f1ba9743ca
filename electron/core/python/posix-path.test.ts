import { expect, test } from 'vitest'
import {
  absPath,
  baseName,
  dirName,
  joinPath,
  normPath,
  purePathParts,
  relPath,
  splitExt,
  splitPath,
  suffixesOf,
} from './posix-path.ts'
import { compareWithPython } from './recorded/recorded-cases.ts'

test('joinPath gives what Python gives', () => {
  const { python, ours } = compareWithPython('posix-path', 'joinPath', joinPath)
  expect(ours).toEqual(python)
})

test('normPath gives what Python gives', () => {
  const { python, ours } = compareWithPython('posix-path', 'normPath', normPath)
  expect(ours).toEqual(python)
})

test('splitPath gives what Python gives', () => {
  const { python, ours } = compareWithPython('posix-path', 'splitPath', splitPath)
  expect(ours).toEqual(python)
})

test('dirName gives what Python gives', () => {
  const { python, ours } = compareWithPython('posix-path', 'dirName', dirName)
  expect(ours).toEqual(python)
})

test('baseName gives what Python gives', () => {
  const { python, ours } = compareWithPython('posix-path', 'baseName', baseName)
  expect(ours).toEqual(python)
})

test('splitExt gives what Python gives', () => {
  const { python, ours } = compareWithPython('posix-path', 'splitExt', splitExt)
  expect(ours).toEqual(python)
})

test('absPath gives what Python gives', () => {
  const { python, ours } = compareWithPython('posix-path', 'absPath', absPath)
  expect(ours).toEqual(python)
})

test('relPath gives what Python gives', () => {
  const { python, ours } = compareWithPython('posix-path', 'relPath', (path, start) => relPath(path, start, '/cwd/x'))
  expect(ours).toEqual(python)
})

test('suffixesOf gives what Python gives', () => {
  const { python, ours } = compareWithPython('posix-path', 'suffixesOf', suffixesOf)
  expect(ours).toEqual(python)
})

test('purePathParts gives what Python gives', () => {
  const { python, ours } = compareWithPython('posix-path', 'purePathParts', purePathParts)
  expect(ours).toEqual(python)
})
