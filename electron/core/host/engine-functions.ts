import type { SuggestedName, WhyAnswer } from '../../../shared/model/why.ts'
import type { FileDetail, Freshness } from '../../../shared/model/preview.ts'
import type { ByteDifference, FileUsers, TextSide, TextSlice } from '../../../shared/model/file-text.ts'
import type { RootPlan } from '../collect/plan-into-root.ts'
import type { WorkContext } from '../collect/preview-context.ts'
import type { FailsBySeries } from '../collect/fails-by-series.ts'
import type { Preview, PreviewRequest } from '../collect/preview-result.ts'
import type { JobContext } from '../jobs/job-runner.ts'
import type { KnownFolders } from '../collect/preview-context.ts'
import type { FactStore } from '../releases/fact-store.ts'
import type { ReadingPlan } from '../projects/read-project.ts'
import type { VerifiedProject } from '../verify/verify-project.ts'
import type { UploadPlan } from '../uploads/plan-uploads.ts'
import type { SettingsFile } from '../watch/settings-files.ts'
import type { ProjectWatch } from '../watch/project-watch.ts'

/** What the host asks of the code that knows Django. */
export type EngineFunctions = {
  readonly previewStatic: (
    request: PreviewRequest,
    context: JobContext & { readonly facts: FactStore | null; readonly known: KnownFolders | null },
  ) => Promise<Preview>
  readonly describeFile: (preview: Preview, name: string) => Promise<FileDetail>
  readonly readText: (
    preview: Preview,
    name: string,
    side: TextSide,
    offset: number,
    limit: number,
  ) => Promise<TextSlice>
  readonly listUsers: (preview: Preview, name: string, offset: number, limit: number) => Promise<FileUsers>
  readonly compareCandidate: (preview: Preview, name: string, candidate: number) => Promise<ByteDifference>
  readonly seriesOfErrors: (
    preview: Preview,
    offset: number,
    limit: number,
    signal: AbortSignal,
  ) => Promise<FailsBySeries[]>
  readonly whyName: (preview: Preview, text: string, projectFolder: string | null) => Promise<WhyAnswer>
  readonly collectToFolder: (
    request: PreviewRequest,
    output: string,
    options: { readonly keepGoing: boolean },
    work: WorkContext,
  ) => Promise<Preview>
  readonly planIntoRoot: (request: PreviewRequest, root: string, work: WorkContext) => Promise<RootPlan>
  readonly applyIntoRoot: (plan: RootPlan, keepGoing: boolean, work: WorkContext) => Promise<void>
  readonly writeVerified: (
    verified: VerifiedProject,
    output: string,
    request: PreviewRequest,
    work: WorkContext,
  ) => Promise<void>
  readonly verifyProject: (
    plan: ReadingPlan,
    request: PreviewRequest,
    folder: string,
    context: JobContext & { readonly facts: FactStore | null },
  ) => Promise<VerifiedProject>
  readonly readVerified: (
    verified: VerifiedProject,
    name: string,
    side: 'ours' | 'theirs',
    offset: number,
    limit: number,
  ) => Promise<TextSlice>
  readonly suggestNames: (preview: Preview, text: string, most: number) => Promise<SuggestedName[]>
  /** What a run asks of a remote storage; see `Recording` for `overwrites`. */
  readonly planUploads: (preview: Preview, overwrites: boolean, signal: AbortSignal) => Promise<UploadPlan>
  /** Follows the folders of a preview from now on; `tell` hears when what differs has changed. */
  readonly watchPreview: (
    preview: Preview,
    tell: (freshness: Freshness) => void,
    settingsFiles: readonly SettingsFile[],
  ) => Promise<ProjectWatch>
}

/** The real engine, loaded when it is first used: a host that only lists recents starts without it. */
export const REAL_ENGINE: EngineFunctions = {
  previewStatic: async (request, context) =>
    (await import('../collect/preview-static.ts')).previewStatic(request, context),
  describeFile: async (preview, name) => (await import('../collect/describe-file.ts')).describeFile(preview, name),
  readText: async (preview, name, side, offset, limit) =>
    (await import('../collect/read-text.ts')).readText(preview, name, side, offset, limit),
  listUsers: async (preview, name, offset, limit) =>
    (await import('../collect/file-users.ts')).usersOf(preview, name, offset, limit),
  compareCandidate: async (preview, name, candidate) =>
    (await import('../collect/read-text.ts')).compareCandidate(preview, name, candidate),
  seriesOfErrors: async (preview, offset, limit, signal) =>
    (await import('../collect/series-of-errors.ts')).seriesOfErrors(preview, offset, limit, signal),
  whyName: async (preview, text, projectFolder) =>
    (await import('../why/why-name.ts')).whyName(preview, text, projectFolder),
  suggestNames: async (preview, text, most) =>
    (await import('../why/suggest-names.ts')).suggestNames(preview, text, most),
  collectToFolder: async (request, output, options, work) =>
    (await import('../collect/collect-to-folder.ts')).collectToFolder(request, output, options, work),
  planIntoRoot: async (request, root, work) =>
    (await import('../collect/plan-into-root.ts')).planIntoRoot(request, root, work),
  applyIntoRoot: async (plan, keepGoing, work) =>
    (await import('../collect/apply-into-root.ts')).applyIntoRoot(plan, { keepGoing }, work),
  writeVerified: async (verified, output, request, work) =>
    (await import('../verify/write-verified.ts')).writeVerified(
      verified,
      output,
      request.sources.map(({ path }) => path),
      work,
    ),
  verifyProject: async (plan, request, folder, context) =>
    (await import('../verify/verify-project.ts')).verifyProject(plan, request, folder, context),
  readVerified: async (verified, name, side, offset, limit) =>
    (await import('../verify/read-verified.ts')).readVerified(verified, name, side, offset, limit),
  planUploads: async (preview, overwrites, signal) =>
    (await import('../uploads/plan-uploads.ts')).planUploads(preview, overwrites, signal),
  watchPreview: async (preview, tell, settingsFiles) =>
    new (await import('../watch/project-watch.ts')).ProjectWatch(preview, tell, settingsFiles),
}
