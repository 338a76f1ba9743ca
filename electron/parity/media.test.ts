import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { checkReferences } from '../core/check/check-references.ts'
import { readMedia, readProjectNames } from '../core/check/read-media.ts'
import { previewStatic } from '../core/collect/preview-static.ts'
import { projectRequest } from '../core/projects/project-request.ts'
import { planReading, readProject } from '../core/projects/read-project.ts'
import { mediaProject } from './media-project.ts'
import { layFiles } from './project-fixture.ts'
import { findPythonEnvironment } from './python-environment.ts'

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'staticscope-media-')))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const { signal } = new AbortController()
const work = { signal, report: () => undefined, facts: null, workers: 0 }

describe.each(['3.2', '4.2', '5.2', '6.1'])(
  'the media of a project under Django %s',
  { timeout: 300_000 },
  (series) => {
    const environment = findPythonEnvironment(series)
    const project = join(folder, series)
    const plan = () => {
      if (environment.kind === 'missing') throw new Error(environment.reason)
      const choice = {
        project,
        settingsModule: null,
        python: environment.python,
        environment: {},
        timeLimitMs: 100_000,
      }
      return planReading(choice)
    }

    it.skipIf(environment.kind === 'missing')('are the names by which the real admin page answers 500', async () => {
      layFiles(project, mediaProject(series))
      const { order } = plan()
      const request = projectRequest(await readProject(plan(), signal), {
        settings: {},
        staticRoot: null,
        hasOutput: false,
      })
      const { references: python, remarks } = await readProjectNames(order, [], signal)
      const preview = await previewStatic(request, work)
      const { findings } = await checkReferences(
        { preview, templateFolders: null, python, remarks, accepted: [] },
        work,
      )
      const missing = findings.flatMap(({ finding: { code, file, target } }) =>
        code === 'template-name-missing' && file === 'shop/admin.py' ? [target ?? ''] : [],
      )
      const dataBefore = existsSync(join(project, 'db.sqlite3'))
      const page = { project, page: '/admin/shop/product/add/' }
      const answer = execFileSync(order.python, ['-B', join(import.meta.dirname, 'admin_page.py')], {
        input: JSON.stringify(page),
        encoding: 'utf8',
      })
      expect([dataBefore, new Set(missing)]).toEqual([false, new Set(z.array(z.string()).parse(JSON.parse(answer)))])
      expect(missing).toHaveLength(6)
    })

    it.skipIf(environment.kind === 'missing')('tell their class, its place, and what cannot be told', async () => {
      const { references, remarks } = await readMedia(plan().order, new Map(), signal)
      const told = (file: string) =>
        (references.get(file) ?? []).map(({ line, url, condition }) => [
          line,
          url,
          condition?.replace(/^asked by /, ''),
        ])
      expect([told('shop/forms.py'), remarks]).toEqual([
        [
          [28, null, 'the form shop.forms.Asks, whose media fail: NoDatabase: it asks a database'],
          [22, null, `the form shop.forms.Broken, whose media fail: NameError: name 'Missing' is not defined`],
          [12, 'shop/picker.css', 'the form shop.forms.Search'],
          [12, 'shop/one.js', 'the form shop.forms.Search'],
          [12, 'shop/two.js', 'the form shop.forms.Search'],
        ],
        [],
      ])
      expect(told('shop/admin.py')).toContainEqual([30, 'shop/module.js', 'the admin class shop.admin.ProductAdmin'])
      expect(told('shop/admin.py')).toContainEqual([23, 'shop/inline.js', 'the admin inline shop.admin.PhotoInline'])
      expect(told('shop/admin.py').filter(([, url]) => String(url).startsWith('/'))).toEqual([])
    })
  },
)
