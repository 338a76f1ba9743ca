import { z } from 'zod'

/** Which processes and storages exist, and who shares what. */
export const TOPOLOGIES = [
  'single-server',
  'disk-per-server',
  'shared-manifest',
  'manifest-per-release',
  'folder-per-release',
  'files-in-image',
  'manifest-in-image',
] as const
export const topologySchema = z.enum(TOPOLOGIES)

/** Object storages that django-storages has a class for. */
export const BUCKETS = ['s3', 'gcs', 'azure'] as const
export const bucketSchema = z.enum(BUCKETS)
export type Bucket = z.infer<typeof bucketSchema>
export type Topology = z.infer<typeof topologySchema>

const LONGEST = 10 * 365 * 86_400
const NO_SPAN = 'write seconds, or a number with s, m, h or d, such as 5m'
const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400, '': 1 }

/** A span of time: seconds, or a text such as `90s`, `5m`, `1h`, `30d`. Read as whole seconds. */
export const durationSchema = z
  .union([z.int(NO_SPAN).min(0, NO_SPAN).max(LONGEST, NO_SPAN), z.string(NO_SPAN).regex(/^\d{1,9}[smhd]?$/, NO_SPAN)], {
    error: NO_SPAN,
  })
  .transform((value) => {
    if (typeof value === 'number') return value
    const unit = /[smhd]$/.exec(value)?.[0] ?? ''
    return Math.min(LONGEST, Number.parseInt(value, 10) * (UNITS[unit] ?? 1))
  })

/** How one release follows another. Times are seconds after the start of the plan. */
export const rolloutPlanSchema = z
  .object({
    topology: topologySchema,
    /** The files lie in a bucket; null: on a disk. */
    bucket: bucketSchema.nullable().default(null),
    /** A cache stands in front. It keeps 404 answers for `lifetimes.missing`. */
    cdn: z.boolean().default(false),
    /** The cache in front has one answer for a path, whatever its query: `?v=41` and `?v=42` are one. Browsers keep both. */
    ignoresQuery: z.boolean().default(false),
    /** A visitor stays with one server, for pages and files. */
    sticky: z.boolean().default(false),
    /** What hands out files that lie beside a process. WhiteNoise lists them when its process starts. */
    serving: z.enum(['web-server', 'whitenoise']).default('web-server'),
    /** `manifest_strict`: a name that is not in the manifest is an error. */
    strict: z.boolean().default(true),
    /** WhiteNoise's "keep only hashed files": no plain copies are served. */
    keepOnlyHashed: z.boolean().default(false),
    /** Time of day at which the plan starts; for people's eyes. */
    startsAt: z
      .string()
      .regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'write a time of day such as 10:00')
      .default('10:00'),
    /** Servers; on a single server and in images, processes. */
    servers: z.int().min(1).max(1000).default(2),
    collect: z
      .object({
        at: durationSchema.default(300),
        takes: durationSchema.default(60),
        /** Seconds between the manifest's deletion and its new writing. */
        gap: durationSchema.default(2),
        /**
         * In a bucket: of `takes`, the seconds in which plain copies are saved, which come before all hashed files; null:
         * half of it.
         */
        plain: durationSchema.nullable().default(null),
        /**
         * Seconds after the gap in which the manifest lies there half written. Django writes it to a disk in pieces of
         * 64 KB, which is no time at all; a tool that copies over a network may take some. A bucket has it whole or not.
         */
        writing: durationSchema.default(0),
        clear: z.boolean().default(false),
        /** Django writes the manifest last; a copying tool may send it first. */
        manifest: z.enum(['last', 'first']).default('last'),
        /** Where each server has its own disk: directly before each server's switch, or on all servers at `at`. */
        where: z.enum(['each', 'all']).default('each'),
      })
      .strict()
      .prefault({}),
    switch: z
      .object({
        at: durationSchema.default(600),
        /** Servers replaced together, and the seconds between two such waves. */
        wave: z.int().min(1).max(1000).default(1),
        every: durationSchema.default(120),
      })
      .strict()
      .prefault({}),
    /** Processes may restart, or be added, with the code they have at any time: crashes, memory limits, autoscaling. */
    recycling: z.boolean().default(true),
    /** Restarts that are known. `firstUse`: seconds until the first `{% static %}` of the new process. */
    restarts: z
      .array(
        z
          .object({ at: durationSchema, server: z.int().min(1).max(1000), firstUse: durationSchema.default(0) })
          .strict(),
      )
      .max(1000)
      .default([]),
    lifetimes: z
      .object({
        /** Of pages, in caches and browsers. */
        html: durationSchema.default(0),
        /** Of files under hashed names. */
        hashed: durationSchema.default(31_536_000),
        /** Of files under their plain names. */
        plain: durationSchema.default(3600),
        /** Of 404 answers at the edge. */
        missing: durationSchema.default(60),
      })
      .strict()
      .prefault({}),
    /** How long a page stays open and may still ask for files. */
    openPage: durationSchema.default(3600),
    /** After the switch, how long a return to A must stay possible. */
    rollbackWindow: durationSchema.default(86_400),
    /** Back to the code of A, with a collect of A before it or without. */
    rollback: z
      .object({ at: durationSchema, collect: z.boolean().default(false) })
      .strict()
      .nullable()
      .default(null),
    /** When the files that only A has are deleted; null: never. */
    cleanUp: z.object({ at: durationSchema }).strict().nullable().default(null),
  })
  .strict()
export type RolloutPlan = Readonly<z.output<typeof rolloutPlanSchema>>
export type RolloutPlanInput = Readonly<z.input<typeof rolloutPlanSchema>>
