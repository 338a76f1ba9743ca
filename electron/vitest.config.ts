import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: resolve(import.meta.dirname, '..'),
    include: ['{electron,renderer,shared}/**/*.test.{ts,tsx}'],
    // No test is about speed: what ends a test is that it hangs, on a busy machine too.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
