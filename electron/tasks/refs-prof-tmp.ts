import { globSync, readFileSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { prepareJavaScript } from '../core/references/javascript.ts'
import { readReferences, mayHoldReferences } from '../core/references/read-references.ts'
await prepareJavaScript()
const root = join(homedir(), '.cache/staticscope-corpus/node_modules')
const files = globSync('**/*', { cwd: root }).filter(mayHoldReferences)
const by = new Map<string, { n: number; bytes: number; cpu: number; slow: [number, string][] }>()
for (const f of files) {
  const p = join(root, f)
  if (!statSync(p).isFile()) continue
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(readFileSync(p))
  const ext = f.slice(f.lastIndexOf('.'))
  const t = process.cpuUsage()
  readReferences(f, text)
  const u = process.cpuUsage(t)
  const ms = (u.user + u.system) / 1000
  const e = by.get(ext) ?? { n: 0, bytes: 0, cpu: 0, slow: [] }
  e.n++
  e.bytes += text.length
  e.cpu += ms
  e.slow.push([ms, f])
  e.slow.sort((a, b) => b[0] - a[0])
  e.slow.length = Math.min(4, e.slow.length)
  by.set(ext, e)
}
for (const [k, v] of by)
  console.log(k, v.n, (v.bytes / 1e6).toFixed(1) + 'MB', Math.round(v.cpu) + 'ms', JSON.stringify(v.slow))
