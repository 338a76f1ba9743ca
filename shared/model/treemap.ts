import { z } from 'zod'

export const TREEMAP_STATES = [
  'broken',
  'warning',
  'shadowed',
  'fine',
  'alarm',
  'own',
  'added',
  'removed',
  'moved',
  'ripple',
  'tool',
  'same',
  'other',
] as const

/** One rectangle: a file, a group whose parts are rectangles of their own or were left out, or the small rest of a group. */
export const treemapNodeSchema = z.object({
  /** What zooming refers to; a file's logical name. */
  key: z.string(),
  kind: z.enum(['group', 'file', 'rest']),
  /** Index of the group that it lies in; -1 for the first node, which holds all. Parents stand before their parts. */
  parent: z.int(),
  label: z.string(),
  /** Logical name of a file, path of a folder, label of a group. */
  name: z.string(),
  /** Bytes of the sources. */
  size: z.int(),
  files: z.int(),
  /** Null for several. */
  provider: z.string().nullable(),
  /** Ending in lower case without its dot, empty for none; null for several. */
  type: z.string().nullable(),
  /** Of a preview: the worst mark of the files in it. Of a comparison: what became of the file, or the gravest in a group. */
  state: z.enum(TREEMAP_STATES),
})
export type TreemapNode = Readonly<z.infer<typeof treemapNodeSchema>>

/** The sizes of a view, rolled up. */
export const treemapSchema = z.object({
  /** The groups from the top down to the first node; the last one is that node. */
  trail: z.array(z.object({ key: z.string(), label: z.string() })),
  nodes: z.array(treemapNodeSchema),
})
export type Treemap = Readonly<z.infer<typeof treemapSchema>>
