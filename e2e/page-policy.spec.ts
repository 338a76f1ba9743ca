import { expect, test } from './app-fixture.ts'

test('the page loads without a word against its own policy', async ({ window }) => {
  const complaints: string[] = []
  window.on('console', (message) => {
    if (/Trusted|Content Security Policy/.test(message.text())) complaints.push(message.text())
  })
  await window.reload()
  await expect(window.getByRole('button', { name: 'Try the sample shop' })).toBeVisible()
  expect(complaints).toEqual([])
})
