import { z } from 'zod'
import { grantSchema } from '../model/project.ts'
import { empty, id } from './method-parts.ts'

/** The methods on folders and files that a person has chosen. The page holds ids of them, never paths. */
export const GRANT_METHODS = {
  'grants.choose': {
    side: 'native',
    input: z
      .object({
        purpose: z.enum(['source', 'static-root', 'output', 'project', 'python', 'env-file', 'release', 'accepted']),
      })
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
      .object({
        grantId: id,
        file: z.string().min(1).max(1024),
        purpose: z.enum(['python', 'env-file', 'release', 'accepted']),
      })
      .strict(),
    output: grantSchema,
  },
} as const
