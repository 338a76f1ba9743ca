import { prepareCorpus } from '/work/w-refs/electron/tasks/bench/prepare-corpus.ts'
import { previewStatic } from '/work/w-refs/electron/core/collect/preview-static.ts'
import { readFiles } from '/work/w-refs/electron/core/check/read-files.ts'
import { checkReferences } from '/work/w-refs/electron/core/check/check-references.ts'
import { openFactStore } from '/work/w-refs/electron/core/releases/fact-store.ts'
import { summariseCheck } from '/work/w-refs/electron/core/check/summarise-check.ts'
import { mkdtempSync } from 'node:fs'
import { DEFAULT_COLLECT_SETTINGS } from '/work/w-refs/shared/model/collect-settings.ts'
const corpus = prepareCorpus(null as never)
const sources = corpus.sources.map(([prefix, path]) => ({ kind: 'directory' as const, path, prefix }))
const request = {
  settings: { ...DEFAULT_COLLECT_SETTINGS, django: '5.2', storage: 'manifest', staticUrl: '/static/' },
  sources,
  staticRoot: null,
} as never
const facts = openFactStore(mkdtempSync('/tmp/refs-bench-'))
const work = { signal: new AbortController().signal, report: () => undefined, facts, workers: 2 }
let t = performance.now()
const lap = (w: string) => {
  console.log(w, Math.round(performance.now() - t), 'ms', Math.round(process.memoryUsage().rss / 1e6), 'MB')
  t = performance.now()
}
const preview = await previewStatic(request, work)
lap('preview ' + preview.files.length)
await preview.evidence.run()
lap('run')
const cold = await readFiles(preview, work)
lap('readFiles cold ' + cold.size)
const warm = await readFiles(preview, work)
lap('readFiles warm ' + warm.size)
console.log([...warm.values()].reduce((s, r) => s + r.references.length, 0))
const check = await checkReferences({ preview, templateFolders: null, python: new Map(), accepted: [] }, work)
lap('check warm')
console.log(JSON.stringify(summariseCheck(check)))
console.log('errors', preview.errors.length)
