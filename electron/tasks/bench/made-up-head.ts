import { DEFAULT_COLLECT_SETTINGS } from '../../../shared/model/collect-settings.ts'
import type { Release } from '../../../shared/model/release.ts'

/** The head of a made-up release, but for its name and what is counted: Django's manifest storage, without pages. */
export const MADE_UP_HEAD = {
  note: '',
  labels: [],
  takenAt: '2026-01-01T00:00:00.000Z',
  origin: { kind: 'folders', display: 'made up', commit: null },
  settings: DEFAULT_COLLECT_SETTINGS,
  storageClass: 'django.contrib.staticfiles.storage.ManifestStaticFilesStorage',
  card: null,
  manifest: { version: '1.1', hash: null },
  providers: [],
  pages: null,
  unknowns: [],
  remarks: [],
} satisfies Omit<Release, 'name' | 'counts'>
