import { createStore, type StateCreator, type StoreApi } from 'zustand/vanilla'
import type { InspectorClient } from '../../shared/contract/client.ts'
import { type CollectSlice, createCollectSlice } from './slices/collect.ts'
import { type ComparisonFileSlice, createComparisonFileSlice } from './slices/comparison-file.ts'
import { type ComparisonRowsSlice, createComparisonRowsSlice } from './slices/comparison-rows.ts'
import { type ComparisonSlice, createComparisonSlice } from './slices/comparison.ts'
import { type ContentsSlice, createContentsSlice } from './slices/contents.ts'
import { createExportsSlice, type ExportsSlice } from './slices/exports.ts'
import { createJobsSlice, type JobsSlice } from './slices/jobs.ts'
import { createNoticesSlice, type NoticesSlice } from './slices/notices.ts'
import { createPreferencesSlice, type PreferencesSlice } from './slices/preferences.ts'
import { createPreviewSlice, type PreviewSlice } from './slices/preview.ts'
import { createProjectsSlice, type ProjectsSlice } from './slices/projects.ts'
import { createDifferenceKindsSlice, type DifferenceKindsSlice } from './slices/difference-kinds.ts'
import { createReleasesSlice, type ReleasesSlice } from './slices/releases.ts'
import { createRolloutSlice, type RolloutSlice } from './slices/rollout.ts'
import { createRolloutSetUpSlice, type RolloutSetUpSlice } from './slices/rollout-set-up.ts'
import { createRolloutListsSlice, type RolloutListsSlice } from './slices/rollout-lists.ts'
import { createUploadsSlice, type UploadsSlice } from './slices/uploads.ts'
import { createVerifySlice, type VerifySlice } from './slices/verify.ts'
import { createViewSlice, type ViewSlice } from './slices/view.ts'
import { createErrorSeriesSlice, type ErrorSeriesSlice } from './slices/error-series.ts'
import { createWhatIfSlice, type WhatIfSlice } from './slices/what-if.ts'
import { createCheckSlice, type CheckSlice } from './slices/check.ts'
import { createCheckSinceSlice, type CheckSinceSlice } from './slices/check-since.ts'
import { createComparisonFindingsSlice, type ComparisonFindingsSlice } from './slices/comparison-findings.ts'
import { createCheckActionsSlice, type CheckActionsSlice } from './slices/check-actions.ts'
import { createCheckFindingsSlice, type CheckFindingsSlice } from './slices/check-findings.ts'
import { createWhySlice, type WhySlice } from './slices/why.ts'
import { createDjangoSlice, type DjangoSlice } from './slices/django.ts'
import { createDetailSlice, type DetailSlice } from './slices/detail.ts'
import { hearEvents } from './hear-events.ts'

/** Everything that the window knows, by owner: copies of engine facts, what is shown, and notices. */
export type AppState = ProjectsSlice &
  DjangoSlice &
  JobsSlice &
  PreviewSlice &
  DetailSlice &
  ContentsSlice &
  ExportsSlice &
  UploadsSlice &
  WhySlice &
  WhatIfSlice &
  ErrorSeriesSlice &
  VerifySlice &
  CollectSlice &
  ReleasesSlice &
  DifferenceKindsSlice &
  ComparisonSlice &
  ComparisonRowsSlice &
  ComparisonFileSlice &
  CheckSlice &
  CheckFindingsSlice &
  CheckActionsSlice &
  CheckSinceSlice &
  ComparisonFindingsSlice &
  RolloutSlice &
  RolloutListsSlice &
  RolloutSetUpSlice &
  ViewSlice &
  NoticesSlice &
  PreferencesSlice

/** A slice of the store; slices reach each other through `get`. */
export type AppSlice<Slice> = StateCreator<AppState, [], [], Slice>

export type AppStore = StoreApi<AppState>

/** Where small choices are kept between starts. `localStorage` has this shape. */
export type Shelf = {
  readonly getItem: (key: string) => string | null
  readonly setItem: (key: string, value: string) => void
}

/** Makes the one store of a window and lets it hear the engine's events. Tests make their own. */
export function createAppStore(client: InspectorClient, shelf: Shelf): AppStore {
  const store = createStore<AppState>()((...args) => ({
    ...createProjectsSlice(client, shelf)(...args),
    ...createDjangoSlice(client)(...args),
    ...createJobsSlice(client)(...args),
    ...createPreviewSlice(client)(...args),
    ...createDetailSlice(client)(...args),
    ...createContentsSlice(client)(...args),
    ...createExportsSlice(client)(...args),
    ...createUploadsSlice(client)(...args),
    ...createWhySlice(client)(...args),
    ...createWhatIfSlice(client)(...args),
    ...createErrorSeriesSlice(client)(...args),
    ...createVerifySlice(client)(...args),
    ...createCollectSlice(client)(...args),
    ...createReleasesSlice(client)(...args),
    ...createDifferenceKindsSlice(client)(...args),
    ...createComparisonSlice(client)(...args),
    ...createComparisonRowsSlice(client)(...args),
    ...createComparisonFileSlice(client)(...args),
    ...createCheckSlice(client)(...args),
    ...createCheckFindingsSlice(client)(...args),
    ...createCheckActionsSlice(client)(...args),
    ...createCheckSinceSlice(client)(...args),
    ...createComparisonFindingsSlice(client)(...args),
    ...createRolloutSlice(client)(...args),
    ...createRolloutListsSlice(client)(...args),
    ...createRolloutSetUpSlice(client)(...args),
    ...createViewSlice(client)(...args),
    ...createNoticesSlice()(...args),
    ...createPreferencesSlice(shelf)(...args),
  }))
  hearEvents(client, store)
  return store
}
