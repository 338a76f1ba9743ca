import { z } from 'zod'
import { outlineRowSchema, rowFilterSchema, viewQuerySchema } from '../model/preview.ts'
import { treemapSchema } from '../model/treemap.ts'
import { id, name, none, page } from './method-parts.ts'

/** The methods on the rows of a preview, as they are filtered, sorted and expanded. */
export const VIEW_METHODS = {
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
} as const
