import { collectSettingsSchema } from '../../../shared/model/collect-settings.ts'
import type { Preview } from './preview-result.ts'
import { previewStatic } from './preview-static.ts'

/** The preview of folders as STATICFILES_DIRS, in order, for tests that look into its files. */
export function previewFolders(...paths: readonly string[]): Promise<Preview> {
  return previewStatic(
    {
      settings: collectSettingsSchema.parse({ order: 'sorted' }),
      sources: paths.map((path) => ({ kind: 'directory', path, prefix: '' })),
      staticRoot: null,
    },
    { signal: new AbortController().signal, report: () => undefined, facts: null },
  )
}
