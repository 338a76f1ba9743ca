import { join } from 'node:path'
import { expect, test } from 'vitest'
import { collectSettingsSchema } from '../../../shared/model/collect-settings.ts'
import type { WorkContext } from '../collect/preview-context.ts'
import { previewStatic } from '../collect/preview-static.ts'
import { layFiles } from '../files/lay-files.ts'
import { CHECK_CASES } from './cases-fixture.ts'
import { checkReferences } from './check-references.ts'
import { djangoFolders } from './template-folders.ts'

const work: WorkContext = { signal: new AbortController().signal, report: () => undefined, facts: null, workers: 1 }

test.each(Object.entries(CHECK_CASES))('%s', async (_, { files, settings, findings, tellsUnused }) => {
  using folder = layFiles(files)
  const preview = await previewStatic(
    {
      settings: collectSettingsSchema.parse({ order: 'sorted', ...settings }),
      sources: [{ kind: 'directory', path: join(folder.path, 'static'), prefix: '' }],
      staticRoot: null,
    },
    work,
  )
  const templateFolders = djangoFolders([join(folder.path, 'templates')])
  const check = await checkReferences({ preview, templateFolders, python: new Map(), accepted: [] }, work)
  const told = check.findings.flatMap(({ finding: { code, file, line, column, target } }) => {
    if (code === 'unused-file' && tellsUnused !== true) return []
    return [`${code} ${file}${line === null ? '' : `:${line}:${column ?? ''}`}${target === null ? '' : ` ${target}`}`]
  })
  expect(told.toSorted()).toEqual(findings)
})
