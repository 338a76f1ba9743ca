import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './app-fixture.ts'

async function openRollout(window: Page): Promise<void> {
  await window.getByRole('button', { name: 'Rollout', exact: true }).click()
  await window.getByRole('button', { name: 'Try the sample’s two releases' }).click()
  // Both releases are taken first.
  await expect(window.getByRole('slider', { name: 'Moment of the rollout' })).toBeVisible({ timeout: 20_000 })
}

function panel(window: Page, name: RegExp) {
  return window.getByRole('radiogroup', { name: 'Show' }).getByRole('radio', { name })
}

async function violations(window: Page) {
  return (await new AxeBuilder({ page: window }).setLegacyMode(true).include('.rollout').analyze()).violations
}

test('the sample’s rollout tells step by step how a manifest breaks old workers', async ({ window }) => {
  await openRollout(window)
  const story = window.getByRole('region', { name: 'Step by step' })
  await expect(story).toContainText('step 1 of')
  const next = story.getByRole('button', { name: 'Next step' })
  const told: string[] = []
  while (await next.isEnabled()) {
    const before = await story.getByRole('status').innerText()
    told.push(before)
    await next.click()
    await expect(story.getByRole('status')).not.toHaveText(before, { useInnerText: true })
  }
  expect(told.some((text) => text.includes('500'))).toBe(true)
  expect(await violations(window)).toEqual([])
})

test('the rail keeps the project that was shown last', async ({ window }) => {
  await window.getByRole('button', { name: 'Try the sample shop' }).click()
  await expect(window.getByRole('heading', { level: 1, name: /^collectstatic would fail/ })).toBeVisible()
  const rail = window.getByRole('navigation', { name: 'Views' })
  const before = await rail.getByRole('button').allInnerTexts()
  await rail.getByRole('button', { name: 'Rollout' }).click()
  await expect(rail.getByRole('button', { name: 'Rollout' })).toHaveAttribute('aria-current', 'page')
  expect(await rail.getByRole('button').allInnerTexts()).toEqual(before)
  await rail.getByRole('button', { name: 'References' }).click()
  await expect(window.getByRole('heading', { level: 1, name: /stop collectstatic/ })).toBeVisible()
})

test('what was compared is what is rolled out; else the releases that are kept are offered', async ({ window }) => {
  await window.getByRole('button', { name: 'Compare', exact: true }).click()
  await window.getByRole('button', { name: 'Compare the sample’s two releases' }).click()
  await expect(window.getByRole('heading', { level: 1, name: /edits change \d+ names/ })).toBeVisible({
    timeout: 20_000,
  })
  await window.getByRole('navigation', { name: 'Views' }).getByRole('button', { name: 'Rollout' }).click()
  await expect(window.getByRole('slider', { name: 'Moment of the rollout' })).toBeVisible({ timeout: 20_000 })
  await expect(window).toHaveURL(/#\/rollout\/Sample%2041\/Sample%2042/)
  await window.evaluate(() => (location.hash = '#/rollout'))
  await window.getByRole('main').getByRole('button', { name: 'Sample 41 → Sample 42' }).click()
  await expect(window.getByRole('slider', { name: 'Moment of the rollout' })).toBeVisible({ timeout: 20_000 })
})

test('the slider goes by keyboard, and the address keeps the moment', async ({ window }) => {
  await openRollout(window)
  const slider = window.getByRole('slider', { name: 'Moment of the rollout' })
  await slider.focus()
  await slider.press('Home')
  await expect(slider).toHaveAttribute('aria-valuenow', '0')
  await slider.press('ArrowRight')
  await expect(slider).toHaveAttribute('aria-valuenow', '60')
  await slider.press('Shift+ArrowRight')
  await expect(slider).toHaveAttribute('aria-valuenow', '61')
  await slider.press('PageUp')
  await expect(slider).toHaveAttribute('aria-valuenow', '300')
  await expect(slider).toHaveAttribute('aria-valuetext', /^10:05\. /)
  await expect(window).toHaveURL(/at=300/)
  await window.reload()
  await expect(window.getByRole('slider', { name: 'Moment of the rollout' })).toHaveAttribute('aria-valuenow', '300')
})

test('one sentence says what happens and what takes it away, and lanes name the releases', async ({ window }) => {
  await openRollout(window)
  await expect(window.getByRole('heading', { level: 1 })).toHaveText(
    'With one shared manifest, restarted workers of Sample 41 answer 500 on 8 pages from 10:06 to 10:12; with a manifest per release none do. Keep files of Sample 41 until 11:12.',
  )
  const lanes = window.getByRole('list', { name: /^Lanes/ })
  await expect(lanes).toContainText('Open pages of Sample 41')
  await expect(lanes).toContainText('code of Sample 41 with manifest of Sample 42: pages are errors')
})

test('hazards are grouped by cause, outcome or time; an address leads back to one of them', async ({ window }) => {
  await openRollout(window)
  await panel(window, /^Hazards/).check({ force: true })
  const list = window.getByRole('list', { name: 'Hazards', exact: true })
  await list.getByRole('button', { name: /Workers of Sample 41 hold the manifest of Sample 42/ }).click()
  const line = list.getByRole('button', { name: /^500 ?10:08–10:12 ?js\/legacy-menu\.js/ })
  await line.click()
  await expect(line).toHaveAttribute('aria-pressed', 'true')
  const hazard = window.getByRole('region', { name: 'Hazard', exact: true })
  await expect(hazard).toContainText("Missing staticfiles manifest entry for 'js/legacy-menu.js'")
  await expect(hazard.getByRole('list', { name: 'Pages' })).toContainText('.html')
  await expect(window).toHaveURL(/selected=hazard-\d+/)
  await window.reload()
  await expect(hazard).toContainText("Missing staticfiles manifest entry for 'js/legacy-menu.js'")
  await window.getByRole('radiogroup', { name: 'Group by' }).getByRole('radio', { name: 'Time' }).check({ force: true })
  await expect(list.getByRole('button', { expanded: true })).toContainText('10:08–10:12')
  await list.getByRole('button').first().focus()
  await window.keyboard.press('ArrowDown')
  await expect(list.getByRole('button').nth(1)).toBeFocused()
  expect(await violations(window)).toEqual([])
})

test('a cell of the matrix leads to the chain of events, the pages and the files', async ({ window }) => {
  await openRollout(window)
  await panel(window, /^Hazards/).check({ force: true })
  // The first line is a group, the second its first hazard.
  await window.getByRole('list', { name: 'Hazards', exact: true }).getByRole('button', { pressed: true }).click()
  await panel(window, /^At /).check({ force: true })
  const matrix = window.getByRole('grid', { name: 'Which page gets what, by who answers' })
  await matrix.getByRole('gridcell', { name: /500/ }).first().click()
  const why = window.getByRole('region', { name: 'Why 500' })
  await expect(why.getByRole('list', { name: 'What led to it' }).first()).toBeVisible()
  await expect(why.getByRole('list', { name: 'Files' }).first()).toBeVisible()
  await expect(why).toContainText('Missing staticfiles manifest entry')
  expect(await violations(window)).toEqual([])
})

test('another topology lies beside at the same moment', async ({ window }) => {
  await openRollout(window)
  await window.getByRole('button', { name: 'Compare topologies' }).click()
  const cards = window.getByRole('list', { name: 'Topologies' })
  await expect(cards.getByText('Playing the plan…')).toHaveCount(0)
  await cards
    .getByRole('button', { name: /Show .* beside/ })
    .last()
    .click()
  const sliders = window.getByRole('slider')
  await expect(sliders).toHaveCount(2)
  await sliders.first().press('Home')
  await expect(sliders.last()).toHaveAttribute('aria-valuenow', '0')
  expect(await violations(window)).toEqual([])
})

test('a plan that cannot be read says so beside the field; one that can is played', async ({ window }) => {
  await openRollout(window)
  await window.getByRole('button', { name: 'Edit plan…' }).click()
  const dialog = window.getByRole('dialog', { name: 'Plan of the rollout' })
  await dialog.getByRole('textbox', { name: 'Longest open page' }).fill('soon')
  await dialog.getByRole('textbox', { name: 'Servers or processes' }).fill('none')
  await expect(dialog.getByText('Write seconds, or a number with s, m, h or d, such as 5m')).toBeVisible()
  await expect(dialog.getByText('Write a whole number from 1 to 1000')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Play this plan' })).toBeDisabled()
  await dialog.getByRole('textbox', { name: 'Longest open page' }).fill('2h')
  await dialog.getByRole('textbox', { name: 'Servers or processes' }).fill('3')
  await dialog.getByRole('button', { name: 'Play this plan' }).click()
  await expect(window.getByRole('list', { name: 'Plan' })).toContainText('3 servers')
  await expect(window.getByRole('list', { name: 'Plan' })).toContainText('pages open 2 h')
  await expect(window.getByRole('list', { name: /^Lanes/ })).toContainText('Server 3')
})

test('each file tells until when it must stay; what may go is saved as a script', async ({
  app,
  window,
  workFolder,
}) => {
  await openRollout(window)
  await panel(window, /^Keep until/).check({ force: true })
  const keep = window.getByRole('grid', { name: 'Keep until' })
  const proof = window.getByRole('region', { name: 'Proof' })
  await expect(keep.getByRole('row').nth(1)).toHaveAttribute('aria-selected', 'true')
  await keep.focus()
  await keep.press('ArrowDown')
  await expect(keep.getByRole('row').nth(2)).toHaveAttribute('aria-selected', 'true')
  await expect(proof.getByRole('list', { name: 'Reasons' })).toContainText(
    'The last page that names it is made at 10:12',
  )
  await keep.getByRole('columnheader', { name: 'Stored name' }).getByRole('button').click()
  await window.getByRole('radiogroup', { name: 'Files of Sample 41' }).getByRole('radio', { name: /^Stay/ }).click()
  await expect(proof).toContainText('Sample 42 has it under the same stored name.')
  await window.getByRole('searchbox', { name: 'Filter files' }).fill('nothing is called so')
  await expect(window.getByText('No file of Sample 41 has “nothing is called so” in its name.')).toBeVisible()
  await panel(window, /^Safe to delete/).check({ force: true })
  await window.getByRole('button', { name: 'Copy' }).click()
  await expect(window.getByText('List copied').first()).toBeVisible()
  const path = join(workFolder, 'delete.sh')
  await app.electron?.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen })
  }, path)
  const downloading = app.electron === null ? window.waitForEvent('download') : null
  await window.getByRole('button', { name: 'Save…' }).click()
  if (downloading === null) await expect(window.getByText(/^Saved as /).first()).toBeVisible()
  else await (await downloading).saveAs(path)
  expect(await readFile(path, 'utf8')).toContain('rm ')
})

test('an error that users report finds the state that explains it, and the fix is there to copy', async ({
  window,
}) => {
  await openRollout(window)
  await panel(window, /^Incident/).check({ force: true })
  await window
    .getByRole('textbox', { name: 'What users or the log report' })
    .fill("ValueError: Missing staticfiles manifest entry for 'accounts/css/accounts.css'")
  await window.getByRole('textbox', { name: 'At about' }).fill('25:00')
  await expect(window.getByText('Write a time of day such as 10:20')).toBeVisible()
  await window.getByRole('textbox', { name: 'At about' }).fill('')
  await window.getByRole('button', { name: 'Which state explains it?' }).click()
  await expect(
    window.getByRole('region', { name: 'Explanation' }).getByRole('list', { name: 'What led to it' }).first(),
  ).toBeVisible()
  await window.getByRole('button', { name: 'Show the fix' }).click()
  await expect(window.getByRole('region', { name: 'Advice' })).toContainText('class ')
  await expect(window.getByRole('region', { name: 'Rollback check' })).toBeVisible()
  expect(await violations(window)).toEqual([])
})

test.describe('in the dark', () => {
  test.use({ colorScheme: 'dark' })
  test('every part can be read', async ({ window }) => {
    await openRollout(window)
    for (const name of [/^At /, /^Hazards/, /^Topologies/, /^Keep until/, /^Safe to delete/, /^Fix/, /^Incident/]) {
      await panel(window, name).check({ force: true })
      expect(await violations(window)).toEqual([])
    }
  })
})

test('a set-up is recognised from a file and a pasted text, corrected by hand, and played', async ({ window }) => {
  await openRollout(window)
  await window.getByRole('button', { name: 'Recognise…' }).click()
  const dialog = window.getByRole('dialog', { name: 'Recognise the set-up' })
  await dialog.locator('input[type=file]').setInputFiles({
    name: 'site.conf',
    mimeType: 'text/plain',
    buffer: Buffer.from('server {\n  location /static/ {\n    alias /srv/static/;\n    expires 30d;\n  }\n}\n'),
  })
  const facts = dialog.getByRole('list', { name: 'Recognised' })
  await expect(facts).toContainText('site.conf:4 expires 30d;')
  await expect(facts).toContainText('Hashed files are cached: 30 d')
  await dialog
    .getByRole('textbox', { name: 'Or paste a text' })
    .fill('kind: Deployment\nspec:\n  replicas: 5\n---\nkind: Service\nspec:\n  sessionAffinity: ClientIP\n')
  await dialog.getByRole('button', { name: 'It is Tell it by its content' }).click()
  await window.getByRole('option', { name: 'Kubernetes manifests' }).click()
  await dialog.getByRole('button', { name: 'Recognise', exact: true }).click()
  await expect(facts).toContainText('pasted 2:3 replicas: 5')
  expect((await new AxeBuilder({ page: window }).setLegacyMode(true).include('.dialog').analyze()).violations).toEqual(
    [],
  )
  await facts.getByRole('checkbox', { name: 'A visitor stays with one process.' }).uncheck({ force: true })
  await dialog.getByRole('button', { name: 'Take these into the plan…' }).click()
  const plan = window.getByRole('dialog', { name: 'Plan of the rollout' })
  await expect(plan.getByRole('textbox', { name: 'Servers or processes' })).toHaveValue('5')
  await expect(plan.getByRole('textbox', { name: 'Hashed files are cached' })).toHaveValue('30d')
  await expect(plan.getByRole('checkbox', { name: 'A visitor stays with one server' })).not.toBeChecked()
  await plan.getByRole('textbox', { name: 'Servers or processes' }).fill('12')
  await plan.getByRole('button', { name: 'Play this plan' }).click()
  await expect(window.getByRole('list', { name: 'Plan' })).toContainText('12 servers')
  await window.getByRole('group', { name: 'Servers' }).getByRole('button', { name: 'Servers after' }).click()
  await expect(window.getByRole('list', { name: /^Lanes/ })).toContainText('Server 12')
})

test('configuration files that are dragged onto the dialog are recognised there, and opened nowhere else', async ({
  window,
  workFolder,
}) => {
  const files = [join(workFolder, 'site.conf'), join(workFolder, 'Procfile')] as const
  await writeFile(files[0], 'server {\n  location /static/ {\n    expires 30d;\n  }\n}\n')
  await writeFile(files[1], 'web: gunicorn --max-requests 500 site.wsgi\n')
  await openRollout(window)
  await window.getByRole('button', { name: 'Recognise…' }).click()
  const dialog = window.getByRole('dialog', { name: 'Recognise the set-up' })
  const box = await dialog.getByText('or drop them here').boundingBox()
  const address = window.url()
  const session = await window.context().newCDPSession(window)
  const drag = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    session.send('Input.dispatchDragEvent', {
      type,
      x: (box?.x ?? 0) + 5,
      y: (box?.y ?? 0) + 5,
      data: { items: [], files: [...files], dragOperationsMask: 1 },
    })
  await drag('dragEnter')
  await drag('dragOver')
  await expect(dialog.getByText('Let go to read')).toBeVisible()
  await drag('drop')
  const facts = dialog.getByRole('list', { name: 'Recognised' })
  await expect(facts).toContainText('site.conf:3 expires 30d;')
  await expect(facts).toContainText('Procfile:1')
  await expect(dialog.getByText('or drop them here')).toBeVisible()
  await dialog.getByRole('button', { name: 'Cancel' }).click()
  await expect(window.getByRole('dialog')).toHaveCount(0)
  await expect(window.getByRole('slider', { name: 'Moment of the rollout' })).toBeVisible()
  expect(window.url()).toBe(address)
})

test('labels of the time line stay within it, the last one too', async ({ window }) => {
  await openRollout(window)
  for (const width of [1280, 900]) {
    await window.setViewportSize({ width, height: 800 })
    const axis = await window.locator('.time-axis').first().boundingBox()
    const labels = await window.locator('.time-axis').first().locator('.time-label').all()
    const boxes = await Promise.all(labels.map((label) => label.boundingBox()))
    const ends = boxes.map((box) => [box?.x ?? NaN, (box?.x ?? NaN) + (box?.width ?? NaN)] as const)
    expect(ends.length).toBeGreaterThan(3)
    const [left, right] = [axis?.x ?? NaN, (axis?.x ?? NaN) + (axis?.width ?? NaN)]
    for (const [index, [start, end]] of ends.entries()) {
      expect(start).toBeGreaterThanOrEqual(left - 0.5)
      expect(end).toBeLessThanOrEqual(right + 0.5)
      expect(start).toBeGreaterThanOrEqual(ends[index - 1]?.[1] ?? left - 0.5)
    }
  }
})

test('in a low window, what a button or a tab shows comes into sight', async ({ window }) => {
  await window.setViewportSize({ width: 900, height: 600 })
  await openRollout(window)
  const fix = window.getByText('myproject/storages.py')
  await window.getByRole('button', { name: 'Show the fix' }).click()
  await expect(fix).toBeInViewport()
  await panel(window, /^Keep until/).check({ force: true })
  await expect(window.getByRole('searchbox', { name: 'Filter' }).last()).toBeInViewport()
})

test('a pasted plan file is read into the form, or says line, key and allowed values', async ({ window }) => {
  await openRollout(window)
  await window.getByRole('button', { name: 'Edit plan…' }).click()
  const dialog = window.getByRole('dialog', { name: 'Plan of the rollout' })
  await dialog.getByText('Paste a plan file').click()
  const text = dialog.getByRole('textbox', { name: /YAML or JSON/ })
  await text.fill('topology: files-in-image\nlifetimes:\n  htlm: 5m\n')
  await dialog.getByRole('button', { name: 'Take over into the form' }).click()
  await expect(dialog.getByRole('alert')).toHaveText(
    'The plan, line 3: htlm is no key in lifetimes; there are html, hashed, plain, missing.',
  )
  await text.fill(
    'topology: files-in-image\nlifetimes:\n  html: 5m\ncollect: { plain: 20, writing: 45s }\ncdn: true\nignoresQuery: true\n',
  )
  await dialog.getByRole('button', { name: 'Take over into the form' }).click()
  await expect(dialog.getByRole('textbox', { name: 'Pages are cached' })).toHaveValue('5m')
  await expect(dialog.getByRole('textbox', { name: 'Of that for plain copies' })).toHaveValue('20s')
  const writing = dialog.getByRole('textbox', { name: 'Manifest lies half written' })
  await expect(writing).toHaveValue('45s')
  await expect(writing).toHaveAccessibleDescription('On a disk, behind the gap')
  await expect(dialog.getByRole('checkbox', { name: /^The CDN ignores queries/ })).toBeChecked()
  expect((await new AxeBuilder({ page: window }).setLegacyMode(true).include('.dialog').analyze()).violations).toEqual(
    [],
  )
  await dialog.getByRole('button', { name: 'Play this plan' }).click()
  await expect(window.getByRole('button', { name: 'Topology Files inside the image' })).toBeVisible()
})

test('the working tree of the open project follows a release', async ({ window }) => {
  await window.getByRole('button', { name: 'Try the sample shop' }).click()
  await expect(window.getByRole('heading', { level: 1, name: /^collectstatic would fail/ })).toBeVisible()
  await openRollout(window)
  await window.getByRole('button', { name: 'To Sample 42' }).click()
  await window.getByRole('option', { name: /^Working tree/ }).click()
  await expect(window.getByRole('heading', { level: 1 })).toContainText('workers of Sample 41 answer 500')
  await expect(window.getByRole('list', { name: /^Lanes/ })).toContainText('the working tree')
  await expect(window).toHaveURL(/working%3A/)
  await window.reload()
  await expect(window.getByRole('list', { name: /^Lanes/ })).toContainText('the working tree')
  await window.getByRole('button', { name: 'Read again' }).click()
  await expect(window.getByRole('slider', { name: 'Moment of the rollout' })).toBeVisible()
})

test('a pinned plan is held against its change', async ({ window }) => {
  await openRollout(window)
  await window.getByRole('button', { name: 'Pin plan' }).click()
  await window.getByRole('button', { name: 'Edit plan…' }).click()
  const dialog = window.getByRole('dialog', { name: 'Plan of the rollout' })
  await dialog.getByRole('textbox', { name: 'Known restarts' }).fill('')
  await dialog.getByRole('checkbox', { name: /^Processes may restart/ }).press(' ')
  await dialog.getByRole('button', { name: 'Play this plan' }).click()
  const beside = window.getByRole('region', { name: 'Shared disk or bucket, shared manifest, the pinned plan' })
  await expect(beside).toContainText('workers of Sample 41 answer 500')
  await expect(window.getByRole('heading', { level: 1 })).not.toContainText('workers of Sample 41 answer 500')
  await window.reload()
  await expect(beside).toContainText('workers of Sample 41 answer 500')
})
