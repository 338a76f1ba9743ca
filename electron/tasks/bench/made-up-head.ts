import { DEFAULT_COLLECT_SETTINGS } from '../../../shared/model/collect-settings.ts'
import { madeUpRelease } from '../../core/releases/release-fixture.ts'
import type { NewRelease } from '../../core/releases/release-store.ts'

/** The head of a made-up release of Django's manifest storage, without pages. */
export function madeUpHead(name: string): NewRelease {
  return madeUpRelease(name, {
    settings: DEFAULT_COLLECT_SETTINGS,
    storageClass: 'django.contrib.staticfiles.storage.ManifestStaticFilesStorage',
    manifest: { version: '1.1', hash: null },
  })
}
