import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { runVectorFile } from '../tasks/vectors/run-vector-file.ts'

const FOLDER = join(import.meta.dirname, 'vectors')

describe('recorded outputs of real Django', () => {
  for (const name of readdirSync(FOLDER).filter((entry) => entry.endsWith('.json'))) {
    it(`in ${name} are what the engine gives`, { timeout: 120_000 }, async () => {
      const mismatches: string[] = []
      const { passed, failed } = await runVectorFile(join(FOLDER, name), '', (text) => mismatches.push(text))
      expect({ mismatches, failed, isEmpty: passed === 0 }).toEqual({ mismatches: [], failed: 0, isEmpty: false })
    })
  }
})
