import { z } from 'zod'
import { exportNameSchema } from '../model/export.ts'
import { jobSchema } from '../model/job.ts'
import { CHECK_METHODS } from './check-methods.ts'
import { COLLECT_METHODS } from './collect-methods.ts'
import { COMPARE_METHODS } from './compare-methods.ts'
import { GRANT_METHODS } from './grant-methods.ts'
import type { MethodName } from './method-names.ts'
import { empty, id, name, none } from './method-parts.ts'
import { PREVIEW_METHODS } from './preview-methods.ts'
import { PROJECT_METHODS } from './project-methods.ts'
import { RELEASE_METHODS } from './release-methods.ts'
import { ROLLOUT_METHODS } from './rollout-methods.ts'
import { UPLOAD_METHODS } from './upload-methods.ts'
import { VIEW_METHODS } from './view-methods.ts'

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
  ...GRANT_METHODS,
  ...PROJECT_METHODS,
  ...PREVIEW_METHODS,
  ...VIEW_METHODS,
  ...COLLECT_METHODS,
  ...UPLOAD_METHODS,
  ...RELEASE_METHODS,
  ...COMPARE_METHODS,
  ...ROLLOUT_METHODS,
  ...CHECK_METHODS,
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
