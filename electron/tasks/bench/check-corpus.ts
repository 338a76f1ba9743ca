import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { collectSettingsSchema } from '../../../shared/model/collect-settings.ts'
import { checkReferences } from '../../core/check/check-references.ts'
import { readFiles } from '../../core/check/read-files.ts'
import { previewStatic } from '../../core/collect/preview-static.ts'
import { openFactStore } from '../../core/releases/fact-store.ts'

/**
 * Reads the references of the folders on the command line (`PREFIX=PATH`, the prefix mostly empty) without and with what
 * is remembered, checks them, and prints what it took as JSON.
 */
const sources = process.argv.slice(2).map((word) => {
  const equals = word.indexOf('=')
  return { kind: 'directory' as const, prefix: word.slice(0, equals), path: word.slice(equals + 1) }
})
const data = mkdtempSync(join(tmpdir(), 'staticscope-bench-check-'))
const facts = openFactStore(data)
const work = { signal: new AbortController().signal, report: () => undefined, facts }
const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()

type Taken = { readonly milliseconds: number; readonly processor: number; readonly longestBlock: number }

async function take(what: () => Promise<unknown>): Promise<Taken> {
  delay.reset()
  const before = process.cpuUsage()
  const startedAt = performance.now()
  await what()
  const milliseconds = performance.now() - startedAt
  const { user, system } = process.cpuUsage(before)
  return { milliseconds, processor: (user + system) / 1000, longestBlock: delay.max / 1e6 }
}

try {
  const preview = await previewStatic({ settings: collectSettingsSchema.parse({}), sources, staticRoot: null }, work)
  const cold = await take(() => readFiles(preview, work))
  const warm = await take(() => readFiles(preview, work))
  const named = { preview, templateFolders: null, python: new Map<string, never>(), accepted: [] }
  const check = await take(() => checkReferences(named, work))
  process.stdout.write(JSON.stringify({ cold, warm, check }))
} finally {
  facts.close()
  rmSync(data, { recursive: true, force: true })
}
