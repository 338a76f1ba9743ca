import { z } from 'zod'
import { jobSchema } from '../model/job.ts'
import { freshnessSchema } from '../model/preview.ts'
import { droppedGrantSchema } from '../model/project.ts'
import type { ErrorData } from './errors.ts'
import { METHOD_NAMES } from './method-names.ts'

const id = z.string().min(1).max(100)

/** What a page may send. */
export const requestSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('call'), id, method: z.enum(METHOD_NAMES), input: z.unknown() }).strict(),
  z.object({ type: z.literal('cancel'), id }).strict(),
])
export type Request = z.infer<typeof requestSchema>

/** Events, by topic. */
export const eventSchema = z.discriminatedUnion('topic', [
  z.object({ topic: z.literal('job'), payload: jobSchema }),
  /** What differs between the newest preview of a project (`revision`) and its folders has changed. */
  z.object({ topic: z.literal('changed'), payload: freshnessSchema.extend({ projectId: id, revision: z.int() }) }),
  /** The engine stopped (`gone`, with the reason) or is back (`ready`). */
  z.object({
    topic: z.literal('engine'),
    payload: z.object({ state: z.enum(['starting', 'ready', 'gone']), reason: z.string() }),
  }),
  /** Folders, archives or manifests were dropped on the window. */
  z.object({ topic: z.literal('grants'), payload: z.array(droppedGrantSchema) }),
  /** A menu item that the page carries out. */
  z.object({ topic: z.literal('menu'), payload: z.object({ command: z.string() }) }),
])
export type InspectorEvent = z.infer<typeof eventSchema>

/** What the privileged side sends. */
export type Response =
  | { readonly type: 'result'; readonly id: string; readonly output: unknown }
  | { readonly type: 'failure'; readonly id: string; readonly error: ErrorData }
  | { readonly type: 'event'; readonly event: InspectorEvent }
