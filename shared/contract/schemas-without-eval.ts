import { z } from 'zod'

/**
 * Keeps zod from compiling schemas with `new Function`, which the page's policy forbids. Import this before any schema:
 * zod decides when a schema is made.
 */
z.config({ jitless: true })
