import { z } from 'zod'
import { collectPlanSchema, collectTargetSchema } from '../model/collect-plan.ts'
import { collectSettingsSchema } from '../model/collect-settings.ts'
import { exportFormatSchema, exportNameSchema, preparedExportSchema } from '../model/export.ts'
import { byteDifferenceSchema, fileUsersSchema, textSideSchema, textSliceSchema } from '../model/file-text.ts'
import { differencesHeadSchema, fileDifferenceSchema } from '../model/differences.ts'
import { findingSchema } from '../model/finding.ts'
import { jobSchema } from '../model/job.ts'
import {
  collectErrorSchema,
  fileDetailSchema,
  freshnessSchema,
  outlineRowSchema,
  previewSummarySchema,
  rowFilterSchema,
  viewQuerySchema,
} from '../model/preview.ts'
import { grantSchema, projectSchema, recentSchema, sourceChoiceSchema, STATIC_ROOT_CHOICES } from '../model/project.ts'
import { projectInspectionSchema } from '../model/project-inspection.ts'
import { settingsCardSchema } from '../model/settings-card.ts'
import { treemapSchema } from '../model/treemap.ts'
import { suggestedNameSchema, whyAnswerSchema } from '../model/why.ts'
import { verificationDifferenceSchema, verificationStateSchema } from '../model/verification.ts'
import { OPERATION_FILTERS, storageOperationSchema, UPLOAD_RUNS, uploadTotalsSchema } from '../model/upload-plan.ts'
import type { MethodName } from './method-names.ts'
import { COMPARE_METHODS } from './compare-methods.ts'
import { RELEASE_METHODS } from './release-methods.ts'

/** A what-if's id holds what is changed. */
const id = z.string().min(1).max(4000)
const name = z.string().max(8192)
const whyText = z.string().max(4096)
const empty = z.object({}).strict()
const none = z.null()
const variableName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_]{0,199}$/, 'Write a name such as SECRET_KEY')
/** Windows and Linux allow about this much for all variables together. */
const variableValue = z
  .string()
  .max(100_000)
  .regex(/^[^\0]*$/, 'A value cannot hold a null character')
const settingsModule = z
  .string()
  .max(500)
  .regex(/^[\w.]+$/, 'Write a module such as shop.settings')
const page = { offset: z.int().min(0), limit: z.int().min(1).max(500) }

/** Raised when shapes change so that an old page and a new host cannot talk. */
export const CONTRACT_VERSION = 1

/**
 * Who answers a method: the engine, or the host around it (`native`: dialogs, clipboard, reveal).
 * A host that cannot do a native thing answers with the code `not-available`.
 */
type Method = { readonly input: z.ZodType; readonly output: z.ZodType; readonly side: 'engine' | 'native' }

/** The one list of what a page may ask for. Inputs are parsed on the privileged side, always. */
export const METHODS = {
  'host.describe': {
    side: 'native',
    input: empty,
    output: z.object({
      kind: z.enum(['electron', 'browser']),
      contractVersion: z.int(),
      version: z.string(),
      platform: z.string(),
      /** The host has folder dialogs; without them the page browses `grants.roots`. */
      canChooseFolders: z.boolean(),
      /** Hash to open at first (`#/preview/<projectId>`), for projects named on the command line. */
      openAt: z.string().nullable(),
    }),
  },
  'grants.choose': {
    side: 'native',
    input: z
      .object({ purpose: z.enum(['source', 'static-root', 'output', 'project', 'python', 'env-file', 'release']) })
      .strict(),
    output: z.array(grantSchema),
  },
  'grants.roots': { side: 'engine', input: empty, output: z.array(grantSchema) },
  'grants.list': {
    side: 'engine',
    input: z.object({ grantId: id }).strict(),
    output: z.array(z.object({ name: z.string(), folders: z.int(), files: z.int() })),
  },
  /** A grant for one direct subfolder, by the name that `grants.list` gave. */
  'grants.narrow': {
    side: 'engine',
    input: z.object({ grantId: id, folder: z.string().min(1).max(1024) }).strict(),
    output: grantSchema,
  },
  /** Names of the files right in a granted folder. */
  'grants.files': { side: 'engine', input: z.object({ grantId: id }).strict(), output: z.array(z.string()) },
  /** A grant for one of them, to be used as an interpreter or a file of environment variables. */
  'grants.pick': {
    side: 'engine',
    input: z
      .object({ grantId: id, file: z.string().min(1).max(1024), purpose: z.enum(['python', 'env-file', 'release']) })
      .strict(),
    output: grantSchema,
  },
  'projects.recents': { side: 'engine', input: empty, output: z.array(recentSchema) },
  'projects.openSample': { side: 'engine', input: empty, output: projectSchema },
  'projects.openFolders': {
    side: 'engine',
    input: z
      .object({
        sources: z.array(sourceChoiceSchema).min(1).max(500),
        staticRootGrantId: id.nullable(),
        settings: collectSettingsSchema,
      })
      .strict(),
    output: projectSchema,
  },
  /** What the files of a Django project show; nothing of it runs. `pythonId` adds an interpreter that the user chose. */
  'projects.inspect': {
    side: 'engine',
    input: z.union([
      z.object({ grantId: id, pythonId: id.nullable().default(null) }).strict(),
      z.object({ projectId: id, pythonId: id.nullable().default(null) }).strict(),
    ]),
    output: projectInspectionSchema,
  },
  /**
   * Reads a Django project with its own Python; the job's `projectId` is the project once it is done. Without consent,
   * given now or earlier for this folder and interpreter, it is refused with `consent-needed`.
   */
  'projects.openDjango': {
    side: 'engine',
    input: z
      .object({
        grantId: id,
        /** Null: as manage.py says. */
        settingsModule: settingsModule.nullable(),
        interpreterId: id,
        environment: z.record(variableName, variableValue),
        /** Names of variables whose values stay those of the last time. */
        keptVariables: z.array(variableName).max(1000).default([]),
        envFileId: id.nullable().default(null),
        /** Seconds that the project may take to load. */
        patience: z.int().min(1).max(3600).default(60),
        consent: z.boolean(),
      })
      .strict(),
    output: jobSchema,
  },
  /** Reads the settings of a Django project again, whatever is remembered of them. */
  'projects.reread': { side: 'engine', input: z.object({ id }).strict(), output: jobSchema },
  /** The settings card of a Django project as it was read last; null for other projects. */
  'projects.settings': {
    side: 'engine',
    input: z.object({ projectId: id }).strict(),
    output: settingsCardSchema.nullable(),
  },
  'projects.reopen': { side: 'engine', input: z.object({ id }).strict(), output: projectSchema },
  /** Takes a project off the list; of a Django project consent, environment and choices are forgotten too. */
  'projects.forget': { side: 'engine', input: z.object({ id }).strict(), output: none },
  'projects.get': { side: 'engine', input: z.object({ id }).strict(), output: projectSchema },
  /** Changes the settings. On a Django project what differs from its own settings overrides them. */
  'projects.configure': {
    side: 'engine',
    input: z
      .object({ id, settings: collectSettingsSchema, staticRoot: z.enum(STATIC_ROOT_CHOICES).optional() })
      .strict(),
    output: projectSchema,
  },
  /** Starts (or joins) the preview job of a project. */
  'preview.start': { side: 'engine', input: z.object({ projectId: id }).strict(), output: jobSchema },
  /** The newest finished preview; null before the first. */
  'preview.summary': {
    side: 'engine',
    input: z.object({ projectId: id }).strict(),
    output: previewSummarySchema.nullable(),
  },
  /**
   * How the newest preview stands to the folders. They are watched from then on, and the event `changed` tells of what
   * differs, as long as a page asks again at least every minute.
   */
  'preview.freshness': { side: 'engine', input: z.object({ projectId: id }).strict(), output: freshnessSchema },
  'preview.errors': {
    side: 'engine',
    input: z.object({ projectId: id, ...page }).strict(),
    output: z.object({ total: z.int(), errors: z.array(collectErrorSchema) }),
  },
  /** For the same slice of errors, the Django series in which each is met; empty where that cannot be told. */
  'preview.errorSeries': {
    side: 'engine',
    input: z.object({ projectId: id, ...page }).strict(),
    output: z.array(z.array(z.object({ series: z.string(), fails: z.boolean() }))),
  },
  'preview.findings': {
    side: 'engine',
    input: z.object({ projectId: id, ...page }).strict(),
    output: z.object({ total: z.int(), findings: z.array(findingSchema) }),
  },
  'preview.file': { side: 'engine', input: z.object({ projectId: id, name }).strict(), output: fileDetailSchema },
  /** A piece of the text of one side of a file; a whole text is read piece by piece. */
  'preview.text': {
    side: 'engine',
    input: z
      .object({
        projectId: id,
        name,
        side: textSideSchema,
        offset: z.int().min(0),
        limit: z
          .int()
          .min(1024)
          .max(4 << 20),
      })
      .strict(),
    output: textSliceSchema,
  },
  /** Who refers to a file, page by page, and a shortest way to it. */
  'preview.users': {
    side: 'engine',
    input: z.object({ projectId: id, name, ...page }).strict(),
    output: fileUsersSchema,
  },
  /** The winner's bytes against those of another candidate (1 is the first that lost). */
  'preview.compareCandidate': {
    side: 'engine',
    input: z.object({ projectId: id, name, candidate: z.int().min(1).max(10_000) }).strict(),
    output: byteDifferenceSchema,
  },
  /** Why whatever a person has typed is collected or not. The text is compared, and looked for in the project's own folders only. */
  'preview.why': {
    side: 'engine',
    input: z.object({ projectId: id, text: whyText }).strict(),
    output: whyAnswerSchema,
  },
  /** Names that a text may become while it is typed, at most 8. */
  'preview.suggest': {
    side: 'engine',
    input: z.object({ projectId: id, text: whyText }).strict(),
    output: z.array(suggestedNameSchema),
  },
  /** Makes a document of a preview to be saved: `system.saveExport` in the window, the address `/export/<id>` in a browser. */
  'preview.prepareExport': {
    side: 'engine',
    input: z.object({ projectId: id, format: exportFormatSchema, viewId: id }).strict(),
    output: preparedExportSchema,
  },
  /** What differs between a what-if and its project; null for a project itself, and before the preview has finished. */
  'whatIf.summary': {
    side: 'engine',
    input: z.object({ projectId: id }).strict(),
    output: differencesHeadSchema.nullable(),
  },
  /** In what one file differs; null if in nothing. */
  'whatIf.file': {
    side: 'engine',
    input: z.object({ projectId: id, name }).strict(),
    output: fileDifferenceSchema.nullable(),
  },
  /** Makes a view. `counts` has the number of files behind each chip for the same search. */
  'view.open': {
    side: 'engine',
    input: z
      .object({ projectId: id, query: viewQuerySchema, expanded: z.array(z.string().max(8192)).max(10000) })
      .strict(),
    output: z.object({
      viewId: z.string(),
      revision: z.int(),
      total: z.int(),
      counts: z.record(rowFilterSchema, z.int()),
    }),
  },
  'view.rows': {
    side: 'engine',
    input: z.object({ viewId: id, ...page }).strict(),
    output: z.object({ total: z.int(), rows: z.array(outlineRowSchema) }),
  },
  'view.toggle': {
    side: 'engine',
    input: z.object({ viewId: id, key: name, expanded: z.boolean() }).strict(),
    output: z.object({ total: z.int() }),
  },
  'view.toggleAll': {
    side: 'engine',
    input: z.object({ viewId: id, expanded: z.boolean() }).strict(),
    output: z.object({ total: z.int() }),
  },
  /** Opens every group above a name and gives the row's index; null if the view does not have it. */
  'view.locate': {
    side: 'engine',
    input: z.object({ viewId: id, name }).strict(),
    output: z.object({ total: z.int(), index: z.int().nullable() }),
  },
  /** The sizes below one of the view's groups (null: all), rolled up. */
  'view.treemap': {
    side: 'engine',
    input: z.object({ viewId: id, root: name.nullable(), maxNodes: z.int().min(1).max(20_000) }).strict(),
    output: treemapSchema,
  },
  'view.close': { side: 'engine', input: z.object({ viewId: id }).strict(), output: none },
  /** What a collect into the chosen folder would do; nothing is written. The newest plan of a project can be started. */
  'collect.plan': {
    side: 'engine',
    input: z.object({ projectId: id, target: collectTargetSchema }).strict(),
    output: collectPlanSchema,
  },
  /** Writes what the plan says. Where the folder has changed since, nothing is written. */
  'collect.start': {
    side: 'engine',
    input: z.object({ projectId: id, planId: id, keepGoing: z.boolean() }).strict(),
    output: jobSchema,
  },
  /** Runs the project's real collectstatic into a temporary folder and compares. Only for Django projects. */
  'verify.start': { side: 'engine', input: z.object({ projectId: id }).strict(), output: jobSchema },
  /** The newest verification of a project; null before the first. */
  'verify.result': {
    side: 'engine',
    input: z.object({ projectId: id }).strict(),
    output: verificationStateSchema.nullable(),
  },
  'verify.differences': {
    side: 'engine',
    input: z.object({ projectId: id, ...page }).strict(),
    output: z.object({ total: z.int(), differences: z.array(verificationDifferenceSchema) }),
  },
  /** A piece of an output file as it was worked out (`ours`) or as Django wrote it (`theirs`). */
  'verify.text': {
    side: 'engine',
    input: z
      .object({
        projectId: id,
        name,
        side: z.enum(['ours', 'theirs']),
        offset: z.int().min(0),
        limit: z
          .int()
          .min(1024)
          .max(4 << 20),
      })
      .strict(),
    output: textSliceSchema,
  },
  /** How many calls a run would make of a remote storage, for a first run and for one when nothing has changed. */
  'uploads.plan': {
    side: 'engine',
    input: z.object({ projectId: id, overwrites: z.boolean() }).strict(),
    output: uploadTotalsSchema,
  },
  'uploads.operations': {
    side: 'engine',
    input: z
      .object({
        projectId: id,
        overwrites: z.boolean(),
        run: z.enum(UPLOAD_RUNS),
        filter: z.enum(OPERATION_FILTERS),
        ...page,
      })
      .strict(),
    output: z.object({ total: z.int(), operations: z.array(storageOperationSchema) }),
  },
  'uploads.prepareExport': {
    side: 'engine',
    input: z.object({ projectId: id, overwrites: z.boolean(), format: z.enum(['csv', 'json']) }).strict(),
    output: preparedExportSchema,
  },
  ...RELEASE_METHODS,
  ...COMPARE_METHODS,
  'jobs.list': { side: 'engine', input: empty, output: z.array(jobSchema) },
  /** Answers at once; the job's last event says how it ended. */
  'jobs.cancel': { side: 'engine', input: z.object({ id }).strict(), output: none },
  'system.reveal': { side: 'native', input: z.object({ projectId: id, name }).strict(), output: none },
  /** Asks where to save a prepared document and writes it there; null when the user changed their mind. */
  'system.saveExport': {
    side: 'native',
    input: z.object({ exportId: id, fileName: exportNameSchema }).strict(),
    output: z.object({ savedAs: z.string().nullable() }),
  },
  'system.copyText': { side: 'native', input: z.object({ text: z.string().max(1_000_000) }).strict(), output: none },
  'system.openDocumentation': {
    side: 'native',
    input: z.object({ topic: z.enum(['django-staticfiles', 'django-storage', 'whitenoise']) }).strict(),
    output: none,
  },
} as const satisfies Record<MethodName, Method>

export type MethodInput<M extends MethodName> = z.input<(typeof METHODS)[M]['input']>
export type ParsedInput<M extends MethodName> = z.output<(typeof METHODS)[M]['input']>
export type MethodOutput<M extends MethodName> = z.output<(typeof METHODS)[M]['output']>
