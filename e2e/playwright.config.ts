import { defineConfig } from '@playwright/test'
import type { HostOptions } from './app-fixture.ts'

/** The same specs in both hosts; what only a desktop can do is in `electron/`. */
export default defineConfig<HostOptions>({
  testDir: '.',
  outputDir: '../node_modules/.cache/playwright',
  fullyParallel: true,
  // The hosts start an engine per test; more of them than cores only makes all of them slow.
  workers: 2,
  forbidOnly: process.env['CI'] !== undefined,
  // Playwright's Electron support is experimental: a start now and then hangs.
  retries: 1,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  use: { trace: 'on-first-retry' },
  projects: [
    { name: 'browser', testIgnore: 'electron/**', use: { host: 'browser' } },
    { name: 'electron', use: { host: 'electron' } },
  ],
})
