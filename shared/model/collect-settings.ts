import { z } from 'zod'
import { djangoVersionSchema, storageKindSchema } from './django.ts'

/** The user's choices that decide what `collectstatic` would do, folders aside. Times and sizes play no part here. */
export const collectSettingsSchema = z
  .object({
    /** Django version whose rules apply, `5.2` or `5.2.19`. */
    django: djangoVersionSchema.default('5.2'),
    storage: storageKindSchema.default('manifest'),
    /** STATIC_URL as the settings have it, script prefix included. */
    staticUrl: z.string().min(1).max(2000).default('/static/'),
    /** `support_js_module_import_aggregation` (Django 4.2 on). */
    jsModules: z.boolean().default(false),
    manifestStrict: z.boolean().default(true),
    /** `max_post_process_passes`. */
    maxPasses: z.int().min(0).max(1000).default(5),
    /** `-i` patterns. */
    ignore: z.array(z.string().min(1).max(4096)).max(1000).default([]),
    /** False is `--no-default-ignore`. */
    defaultIgnore: z.boolean().default(true),
    clear: z.boolean().default(false),
    link: z.boolean().default(false),
    /** False is `--no-post-process`. */
    postProcess: z.boolean().default(true),
    /** WHITENOISE_KEEP_ONLY_HASHED_FILES. */
    keepOnlyHashed: z.boolean().default(false),
    /** Release id of the per-release manifest storage; null = ask git in the first source folder. */
    releaseId: z.string().min(1).max(200).nullable().default(null),
    /** `disk` is the order Django sees; `sorted` is by code point and reproducible. */
    order: z.enum(['disk', 'sorted']).default('disk'),
  })
  .strict()

export type CollectSettings = Readonly<z.infer<typeof collectSettingsSchema>>

/** The settings before anybody has chosen anything. */
export const DEFAULT_COLLECT_SETTINGS: CollectSettings = collectSettingsSchema.parse({})
