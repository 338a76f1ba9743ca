import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { findPythonEnvironment } from '../python-environment.ts'
import { comparePages } from './compare-pages.ts'
import { adminProject } from './page-project.ts'

const home = mkdtempSync(join(tmpdir(), 'staticscope-admin-pages-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

describe('tags and pages of the admin that fail with DEBUG off are those that the check tells', () => {
  for (const series of ['3.2', '5.2', '6.1']) {
    const environment = findPythonEnvironment(series)
    if (environment.kind === 'missing')
      process.stderr.write(`Pages of the admin with Django ${series} are skipped: ${environment.reason}\n`)
    it.skipIf(environment.kind === 'missing')(`with Django ${series}`, { timeout: 120_000 }, async () => {
      if (environment.kind === 'missing') return
      const compared = await comparePages(adminProject(series), environment.python, join(home, series))
      expect(compared.differences).toEqual([])
      expect(compared.spared).toEqual(['/more/ (signed in) (shop/more.html)', '/more/ (shop/more.html)'])
      // Media are put into a page by Python, and a name that a view makes stands nowhere.
      const byMedia = 'by admin/js/actions.js, told at django/contrib/auth/admin.py'
      const byFormat = '(shop/by_format.html) by gone/by_format.png, told at shop/by_format.html'
      expect(compared.elsewhere).toEqual([
        `/admin/auth/group/add/ (signed in) (admin/change_form.html) ${byMedia}`,
        `/admin/auth/user/1/change/ (signed in) (admin/change_form.html) ${byMedia}`,
        `/admin/auth/user/add/ (signed in) (admin/auth/user/add_form.html) ${byMedia}`,
        `/by_format/ (signed in) ${byFormat}`,
        `/by_format/ ${byFormat}`,
      ])
      expect(compared.failingTags).toBeGreaterThan(4)
      expect(compared.failingRequests).toBeGreaterThan(4)
    })
  }
})
