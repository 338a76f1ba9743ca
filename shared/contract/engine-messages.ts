import type { InspectorEvent } from './envelope.ts'
import type { ErrorData } from './errors.ts'
import type { MethodName } from './method-names.ts'

/**
 * The private channel between Electron's main process and the engine. Ids are main's own, so two windows cannot collide.
 * Only these carry paths; the page never sees or sends this channel.
 */
export type MessageToEngine =
  | {
      readonly kind: 'start'
      readonly dataFolder: string | null
      readonly sampleFolder: string
      readonly roots: readonly string[]
    }
  | { readonly kind: 'call'; readonly id: string; readonly method: MethodName; readonly input: unknown }
  | { readonly kind: 'cancel'; readonly id: string }
  /** Registers a folder the user chose; answered with a `Grant`. */
  | { readonly kind: 'grant'; readonly id: string; readonly path: string }
  /** Registers a file that the user chose for a purpose; answered with a `Grant`. */
  | {
      readonly kind: 'grant-file'
      readonly id: string
      readonly path: string
      readonly purpose: 'python' | 'env-file' | 'release' | 'accepted'
    }
  /** Asks where a collected file lies on disk; answered with its absolute path. */
  | { readonly kind: 'locate'; readonly id: string; readonly projectId: string; readonly name: string }
  /** Writes a prepared document into a file that the user chose; answered with null. */
  | { readonly kind: 'write-export'; readonly id: string; readonly exportId: string; readonly path: string }
  | { readonly kind: 'stop' }

/** A message that wants an answer, before main has given it an id. */
export type EngineQuestion = WithoutId<
  Extract<MessageToEngine, { kind: 'call' | 'grant' | 'grant-file' | 'locate' | 'write-export' }>
>
type WithoutId<M> = M extends unknown ? Omit<M, 'id'> : never

export type MessageFromEngine =
  | { readonly kind: 'ready' }
  | { readonly kind: 'result'; readonly id: string; readonly output: unknown }
  | { readonly kind: 'failure'; readonly id: string; readonly error: ErrorData }
  | { readonly kind: 'event'; readonly event: InspectorEvent }
