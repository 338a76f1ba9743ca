import { z } from 'zod'

const text = z.string()
/** Destination path and source file; null where the source is no file. */
const found = z.tuple([text, text.nullable()])

const frame = z.object({ file: text, line: z.int(), function: text.nullable(), text: text.nullable() })

const collectedSchema = z.object({
  python: text,
  /** As `django.get_version()` gives it. */
  django: text,
  /** The exception that left the command, and the destination path that was being handled. */
  error: z.object({ type: text, message: text, frame: frame.nullable(), name: text.nullable() }).nullable(),
  /** The line that Django prints at the end; null if it failed. */
  summary: text.nullable(),
  /** Class path, folder of the files and path of the manifest; null where the storage could not be built. */
  storage: text.nullable(),
  location: text.nullable(),
  manifest: text.nullable(),
  remote: z.boolean(),
  /** What the finders yielded, in order. False for a command that asks them in its own way. */
  isRecorded: z.boolean(),
  winners: z.array(found),
  shadowed: z.array(found),
  /** Name, hashed name and URL of each winner after a run that succeeded. */
  names: z.array(z.tuple([text, text.nullable(), text.nullable()])),
  /** Paths that the project tried to change, and `(network)`. */
  refused: z.array(text),
  /** The project's own Python files that were loaded, and the folders of installed packages. */
  code: z.array(text),
  packages: z.array(text),
})
/** What `verify_collect.py` knows of one run. Names that are not UTF-8 hold lone surrogates, as in Python. */
export type Collected = Readonly<z.infer<typeof collectedSchema>>

const failureSchema = z.object({ phase: text, type: text, message: text, frame: frame.nullable() })

/** The one document that `verify_collect.py` answers; its start is that of the reader. */
export const collectedAnswerSchema = z.union([
  z.object({ facts: collectedSchema }),
  z.object({ failure: failureSchema }),
])
