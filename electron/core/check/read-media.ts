import { relative, sep } from 'node:path'
import { z } from 'zod'
import type { FoundReference } from '../../../shared/model/reference.ts'
import { isWithin } from '../host/display-path.ts'
import { type PythonOrder, runProjectPython } from '../projects/run-project-python.ts'
import { type PythonNames, type PythonReferences, readPython } from './read-python.ts'

/** What the media of a project ask for, and what could not be told of them. */
export type MediaReferences = {
  readonly references: PythonReferences
  /** Why nothing is known, or not all, in sentences. */
  readonly remarks: readonly string[]
}

const answerSchema = z.union([
  z.object({
    facts: z.object({
      classes: z.array(
        z.object({
          kind: z.enum(['form', 'admin', 'inline']),
          name: z.string(),
          module: z.string(),
          file: z.string().nullable(),
          line: z.int().min(1).nullable(),
          names: z.array(z.string()),
          error: z.string().nullable(),
        }),
      ),
      problems: z.array(z.object({ phase: z.string(), type: z.string(), message: z.string() })),
    }),
  }),
  z.object({ failure: z.object({ type: z.string(), message: z.string() }) }),
])
type MediaClass = Extract<z.infer<typeof answerSchema>, { facts: unknown }>['facts']['classes'][number]

const KINDS = { form: 'the form', admin: 'the admin class', inline: 'the admin inline' } as const

/**
 * The static names that forms and admin classes of a project ask for through their media, resolved by Django itself:
 * what widgets, parents and objects bring along too. This runs the project's code, so consent is to be had before.
 * @param known what was read from the Python files; a name that stands in the same file is one place, and not told again
 * @throws InspectorError cancelled
 */
export async function readMedia(
  order: PythonOrder,
  known: PythonReferences,
  signal: AbortSignal,
): Promise<MediaReferences> {
  const ending = await runProjectPython('read_media.py', order, {}, { signal })
  const nothing = (why: string): MediaReferences => ({
    references: known,
    remarks: [`What the media of forms and admin classes ask for is not known: ${why}.`],
  })
  if (ending.kind === 'too-slow') return nothing(`they took longer than ${order.timeLimitMs / 1000} seconds`)
  if (ending.kind !== 'answered') return nothing('Python ended without an answer')
  const parsed = answerSchema.safeParse(ending.document)
  if (!parsed.success) return nothing('the answer is not understood')
  if ('failure' in parsed.data) return nothing(`${parsed.data.failure.type}: ${parsed.data.failure.message}`)
  const { classes, problems } = parsed.data.facts
  const merged = new Map([...known].map(([file, references]) => [file, [...references]]))
  for (const found of classes) {
    const file = fileOf(found, order.project)
    const references = merged.get(file) ?? []
    const written = new Set(references.map(({ url }) => url))
    references.push(
      ...found.names.filter((name) => !written.has(name)).map((name) => referenceOf(found, name)),
      ...(found.error === null ? [] : [referenceOf(found, null)]),
    )
    if (references.length > 0) merged.set(file, references)
  }
  return {
    references: merged,
    remarks: problems.map(
      ({ phase, type, message }) => `${phase} could not be loaded for their media: ${type}: ${message}.`,
    ),
  }
}

function referenceOf({ kind, name, line, error }: MediaClass, url: string | null): FoundReference {
  return {
    kind: 'python-media',
    offset: 0,
    line: line ?? 1,
    column: 1,
    text: url ?? `media of ${name}`,
    url,
    request: 'conditional',
    condition: `asked by ${KINDS[kind]} ${name}${url === null && error !== null ? `, whose media fail: ${error}` : ''}`,
    base: 'document',
  }
}

/** The path of a class's file below the project; of one that is installed, that of its module. */
function fileOf({ file, module }: MediaClass, project: string): string {
  const isOwn = file !== null && isWithin(project, file) && !/[\\/]site-packages[\\/]/.test(file)
  return isOwn ? relative(project, file).split(sep).join('/') : `${module.replaceAll('.', '/')}.py`
}

/**
 * What the Python files of a project ask for, what its forms and admin classes do beyond that, and which templates it and
 * its apps render.
 * @param apps folders of the installed apps
 * @throws InspectorError cancelled
 */
export async function readProjectNames(
  order: PythonOrder,
  apps: readonly string[],
  signal: AbortSignal,
): Promise<MediaReferences & Pick<PythonNames, 'rendered'>> {
  const { python, project } = order
  const { references, rendered } = await readPython(python, { folders: [project], apps }, project, signal)
  return { ...(await readMedia(order, references, signal)), rendered }
}
