import { readFile } from 'node:fs/promises'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './app-fixture.ts'

const changes = (window: Page) => window.getByRole('treegrid', { name: 'Changes' })
const row = (window: Page, name: string | RegExp) => changes(window).getByRole('row', { name })
const detail = (window: Page) => window.getByRole('region', { name: 'Detail' })

/** Takes the sample's two releases and compares them, with one click from the empty view. */
async function compareSample(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'Compare', exact: true }).click()
  await expect(window.getByRole('heading', { level: 1, name: 'Which two releases?' })).toBeVisible()
  await window.getByRole('button', { name: 'Compare the sample’s two releases' }).click()
  await expect(window.getByRole('heading', { level: 1, name: /edits change \d+ names/ })).toBeVisible({
    timeout: 20_000,
  })
}

test('the sample’s releases are compared with one click: verdict, cost, causes', async ({ window }) => {
  await compareSample(window)
  await expect(window.getByRole('heading', { level: 1 })).toContainText('change only by ripple')
  await expect(window.getByRole('button', { name: 'From Sample 41' })).toBeVisible()
  await expect(window.getByRole('button', { name: 'To Sample 42' })).toBeVisible()
  await expect(detail(window).getByRole('table', { name: 'By kind' })).toContainText('.css')
  // The sample holds no compressed files: they are computed behind the comparison.
  await expect(detail(window).getByRole('region', { name: 'Cost', exact: true })).toContainText(
    'compressed: computed, gzip 6',
  )
  await window.getByRole('radio', { name: 'Table' }).check({ force: true })
  await window.getByRole('button', { name: /^Cause/ }).click()
  for (const cause of ['own edit', 'ripple', 'own edit and ripple', 'moved', 'added', 'removed'])
    await expect(window.getByRole('option', { name: new RegExp(`^${cause} \\d+$`) })).toBeVisible()
})

test('changes are walked by keyboard: next, previous, next own edit', async ({ window }) => {
  await compareSample(window)
  await changes(window).focus()
  await window.keyboard.press('e')
  await expect(detail(window).getByRole('tablist', { name: 'About accounts/css/accounts.css' })).toBeVisible()
  await window.keyboard.press('j')
  await expect(detail(window).getByRole('tablist', { name: 'About admin/css/base.css' })).toBeVisible()
  await window.keyboard.press('e')
  await expect(detail(window).getByRole('tablist', { name: /^About app\/assets/ })).toBeVisible()
  await window.keyboard.press('k')
  await expect(row(window, /^base\.css/)).toHaveAttribute('aria-selected', 'true')
})

test('the keyboard goes on in what a button opens, though the button is gone', async ({ window }) => {
  await window.getByRole('button', { name: 'Compare', exact: true }).click()
  await window.getByRole('button', { name: 'Compare the sample’s two releases' }).press('Enter')
  await expect(window.getByRole('heading', { level: 1, name: /edits change \d+ names/ })).toBeVisible({
    timeout: 20_000,
  })
  await expect(window.getByRole('main')).toBeFocused()
  await window.keyboard.press('e')
  await expect(detail(window).getByRole('tablist', { name: 'About accounts/css/accounts.css' })).toBeVisible()
  await window.getByRole('button', { name: 'Cost and settings' }).press('Enter')
  await expect(detail(window).getByRole('heading', { name: 'Cost and settings' })).toBeFocused()
})

test('only the author’s changes leave ripple out, and the search finds causes', async ({ window }) => {
  await compareSample(window)
  await expect(row(window, /^base\.css/)).toBeVisible()
  await window.getByRole('radio', { name: /^Only the author’s/ }).check({ force: true })
  await expect(row(window, /^base\.css/)).toHaveCount(0)
  await window.getByRole('radio', { name: /^Changed/ }).check({ force: true })
  await window.getByRole('searchbox', { name: 'Filter changes' }).fill('cause:ripple')
  await expect(row(window, /^base\.css/)).toContainText('← logo.png')
  await expect(row(window, /^accounts\.css/)).toHaveCount(0)
})

test('a filter shows its first rows wherever the list was, and all groups are as they were without it', async ({
  window,
}) => {
  await compareSample(window)
  const folder = changes(window).getByRole('row', { name: /^accounts/, level: 1 })
  await expect(folder).toHaveAttribute('aria-expanded', 'true')
  await folder.dblclick()
  await expect(folder).toHaveAttribute('aria-expanded', 'false')
  await changes(window).press('*')
  await changes(window).press('End')
  await folder.waitFor({ state: 'detached' })
  const search = window.getByRole('searchbox', { name: 'Filter changes' })
  for (const text of ['css/', '/css/', 'css/']) {
    await search.fill(text)
    await expect(changes(window).getByRole('row', { level: 1 }).first()).toHaveAccessibleName(/^accounts/)
    await expect(changes(window)).not.toHaveAttribute('aria-busy', 'true')
  }
  await search.fill('')
  await changes(window).press('Home')
  await folder.dblclick()
  await search.fill('css')
  await expect(row(window, /^accounts\.css/)).toBeVisible()
  await search.fill('')
  await expect(folder).toHaveAttribute('aria-expanded', 'false')
})

test('the rollout of the two releases is one click away', async ({ window }) => {
  await compareSample(window)
  await window.getByRole('main').getByRole('button', { name: 'Rollout' }).click()
  await expect(window).toHaveURL(/#\/rollout\/Sample%2041\/Sample%2042/)
})

test('substituted hashes are hidden in a difference until they are asked for', async ({ window }) => {
  await compareSample(window)
  await row(window, /^base\.css/).click()
  await expect(detail(window)).toContainText('Nothing but substituted hashes: no edit')
  await detail(window).getByRole('button', { name: 'Show the hashes' }).click()
  await expect(detail(window).getByRole('group', { name: 'Difference of admin/css/base.css' })).toBeVisible()
  await expect(detail(window).getByRole('button', { name: 'Hashes shown' })).toBeVisible()
})

test('minified files are printed in lines, and shown as they are on demand', async ({ window }) => {
  await compareSample(window)
  await window.getByRole('searchbox', { name: 'Filter changes' }).fill('carousel.min.js type:js')
  await row(window, /^carousel\.min\.js/).click()
  const printed = detail(window).getByRole('button', { name: 'Printed in lines' })
  await printed.click()
  await expect(detail(window).getByRole('button', { name: 'As it is, minified' })).toBeVisible()
})

test('ripple is told as a chain and a graph that leads on, and a root edit tells what it drags along', async ({
  window,
}) => {
  await compareSample(window)
  await row(window, /^base\.css/).click()
  await detail(window)
    .getByRole('tab', { name: /^Ripple/ })
    .click()
  const chain = detail(window).getByRole('region', { name: 'Shortest way to the edit' })
  await expect(chain.getByRole('listitem')).toHaveText([/admin\/css\/base\.css/, /img\/logo\.png/])
  const graph = detail(window).getByRole('group', { name: /^Ripple around admin\/css\/base\.css/ })
  await graph.getByRole('button', { name: /^admin\/css\/base\.css/ }).focus()
  await window.keyboard.press('ArrowLeft')
  await window.keyboard.press('Enter')
  await expect(detail(window).getByRole('region', { name: 'What this edit drags along' })).toContainText(/\d+ files/)
})

test('the history of a file and the facts of both sides are there', async ({ window }) => {
  await compareSample(window)
  await row(window, /^base\.css/).click()
  await detail(window).getByRole('tab', { name: 'History' }).click()
  await expect(
    detail(window)
      .getByRole('table', { name: /^History of/ })
      .getByRole('rowheader'),
  ).toHaveText(['Sample 42', 'Sample 41'])
  await detail(window).getByRole('tab', { name: 'Facts' }).click()
  await expect(detail(window).getByRole('table', { name: /^Facts of/ })).toContainText('Author’s bytes')
})

test('sides are swapped, and the address holds what is shown', async ({ window }) => {
  await compareSample(window)
  await row(window, /^base\.css/).click()
  await window.getByRole('searchbox', { name: 'Filter changes' }).fill('css')
  await expect(window).toHaveURL(/#\/compare\/Sample%2041\/Sample%2042\?.*q=css/)
  await window.reload()
  await expect(window.getByRole('searchbox', { name: 'Filter changes' })).toHaveValue('css')
  await expect(detail(window).getByRole('tablist', { name: 'About admin/css/base.css' })).toBeVisible()
  await window.getByRole('button', { name: 'Swap From and To' }).click()
  await expect(window.getByRole('button', { name: 'From Sample 42' })).toBeVisible()
  await window.goBack()
  await expect(window.getByRole('button', { name: 'From Sample 41' })).toBeVisible()
})

test('the open project is compared as it is now', async ({ window }) => {
  await compareSample(window)
  await window.getByRole('button', { name: 'Preview', exact: true }).click()
  await window.getByRole('button', { name: 'Try the sample shop' }).click()
  await expect(window.getByRole('heading', { level: 1, name: /^collectstatic would fail at/ })).toBeVisible()
  await window.keyboard.press('ControlOrMeta+2')
  await window.getByRole('button', { name: 'To Sample 42' }).click()
  await window.getByRole('option', { name: /^Working tree/ }).click()
  await expect(window.getByRole('heading', { level: 1, name: /edits change \d+ names/ })).toBeVisible()
  await expect(window.getByRole('button', { name: 'Compare again' })).toBeVisible()
})

test('a comparison is exported in the browser and the desktop', async ({ app, window, workFolder }) => {
  await compareSample(window)
  const path = `${workFolder}/comparison.md`
  await app.electron?.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, path)
  await window.getByRole('button', { name: 'Export' }).click()
  const item = window.getByRole('menuitem', { name: /^Summary as Markdown/ })
  if (app.electron === null) {
    const [download] = await Promise.all([window.waitForEvent('download'), item.click()])
    await download.saveAs(path)
  } else {
    await item.click()
    await expect(window.getByText(/^Saved as/).first()).toBeVisible()
  }
  expect(await readFile(path, 'utf8')).toContain('Sample 41')
})

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme })
    test('a comparison has no accessibility findings', async ({ app, window }) => {
      // Five scans, one of them of an editor.
      test.slow()
      const look = async () => {
        const { violations } = await new AxeBuilder({ page: window }).setLegacyMode(app.electron !== null).analyze()
        return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => String(target)).join(', ')}`)
      }
      await window.getByRole('button', { name: 'Compare', exact: true }).click()
      await expect(window.getByRole('heading', { level: 1, name: 'Which two releases?' })).toBeVisible()
      const empty = await look()
      await compareSample(window)
      await expect(row(window, /^base\.css/)).toBeVisible()
      const summary = await look()
      await row(window, /^accounts\.css/).click()
      await expect(detail(window).getByRole('group', { name: /^Difference of/ })).toBeVisible()
      const difference = await look()
      await detail(window)
        .getByRole('tab', { name: /^Ripple/ })
        .click()
      await expect(detail(window).getByRole('region', { name: 'Ripple around the file' })).toBeVisible()
      const ripple = await look()
      await detail(window).getByRole('tab', { name: 'Facts' }).click()
      await expect(detail(window).getByRole('table', { name: /^Facts of/ })).toBeVisible()
      const facts = await look()
      expect({ empty, summary, difference, ripple, facts }).toEqual({
        empty: [],
        summary: [],
        difference: [],
        ripple: [],
        facts: [],
      })
    })
  })
}
