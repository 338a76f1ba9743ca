import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const description = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8')) as {
  build: {
    electronFuses: Record<string, boolean>
    asar: boolean
    extraResources: { from: string; to: string; filter?: string[] }[]
  }
  dependencies?: Record<string, string>
  devDependencies: Record<string, string>
}

test('the shipped program cannot be run as Node, inspected, or made to load other code', () => {
  expect([description.build.asar, description.build.electronFuses]).toEqual([
    true,
    {
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      grantFileProtocolExtraPrivileges: false,
    },
  ])
})

test('everything is bundled: nothing is installed beside the program', () => {
  expect(description.dependencies).toBeUndefined()
})

test('packages are named in order, each with one exact version', () => {
  const names = Object.keys(description.devDependencies)
  expect(names).toEqual(names.toSorted())
  expect(
    Object.values(description.devDependencies).filter((version) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version)),
  ).toEqual([])
})

test('the scripts that a project runs lie beside the archive, where a Python can read them', () => {
  const shipped = description.build.extraResources.find(({ to }) => to === 'scripts')
  const folder = join(import.meta.dirname, '..', shipped?.from ?? '')
  expect([
    shipped?.filter,
    ['read_settings.py', 'verify_collect.py', 'read_references.py'].map((name) => existsSync(join(folder, name))),
  ]).toEqual([['**/*.py'], [true, true, true]])
})
