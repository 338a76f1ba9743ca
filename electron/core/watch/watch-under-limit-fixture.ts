import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { collectSettingsSchema } from '../../../shared/model/collect-settings.ts'
import { previewStatic } from '../collect/preview-static.ts'
import { ProjectWatch } from './project-watch.ts'

/**
 * A program for tests, run where the system gives few watches: watches the folder that is its argument, edits `a.css` in
 * it, and prints how it was watched and how many changes were told.
 */
const [folder = ''] = process.argv.slice(2)
const preview = await previewStatic(
  {
    settings: collectSettingsSchema.parse({}),
    sources: [{ kind: 'directory', path: folder, prefix: '' }],
    staticRoot: null,
  },
  { signal: new AbortController().signal, report: () => undefined, facts: null, workers: 0, known: null },
)
const watch = new ProjectWatch(preview, () => undefined)
const before = await watch.look()
writeFileSync(join(folder, 'a.css'), 'a { color: red }')
const after = await watch.look()
watch.close()
process.stdout.write(JSON.stringify({ before, after }))
