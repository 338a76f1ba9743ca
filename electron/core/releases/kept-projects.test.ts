import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type KeptProject, KeptProjects } from './kept-projects.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-projects-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const KEPT: KeptProject = {
  choice: {
    project: '/raw\udce9',
    settingsModule: null,
    python: '/raw\udce9/.venv/bin/python',
    environment: { KEY: 'secret' },
    envFile: null,
    patience: 60,
  },
  whatIf: { settings: { django: '6.1' }, staticRoot: 'clean' },
  reading: null,
}
const fileOf = (id: string) => join(folder, 'projects', `${id}.json`)

test('a project comes back as it was kept, names that are not UTF-8 and a part of the settings included', () => {
  new KeptProjects(folder).keep('a1', KEPT)
  expect(new KeptProjects(folder).find('a1')).toEqual(KEPT)
})

test('its file is for its owner alone, even where one with other rights lay before', () => {
  new KeptProjects(folder).keep('a1', KEPT)
  chmodSync(fileOf('a1'), 0o644)
  new KeptProjects(folder).keep('a1', KEPT)
  expect([statSync(fileOf('a1')).mode & 0o777, statSync(join(folder, 'projects')).mode & 0o777]).toEqual([0o600, 0o700])
})

test('a damaged file is as none, and an id that is none names no file', () => {
  new KeptProjects(folder).keep('a1', KEPT)
  writeFileSync(fileOf('a1'), '{')
  const kept = new KeptProjects(folder)
  kept.keep('../../a1', KEPT)
  expect([kept.find('a1'), readdirSync(join(folder, 'projects')).toSorted()]).toEqual([null, ['a1.json', 'none.json']])
})

test('a forgotten project leaves nothing, nor do all but some, or all of a folder', () => {
  const kept = new KeptProjects(folder)
  for (const id of ['a1', 'b2', 'c3']) kept.keep(id, KEPT)
  kept.forget('a1')
  kept.forgetOthers(new Set(['c3']))
  const left = readdirSync(join(folder, 'projects'))
  kept.forgetFolder('/other')
  kept.forgetFolder(KEPT.choice.project)
  expect([left, readdirSync(join(folder, 'projects'))]).toEqual([['c3.json'], []])
})
