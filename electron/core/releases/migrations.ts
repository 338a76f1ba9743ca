import { consents } from './migrations/0300-consents.ts'
import { recentDjango } from './migrations/0310-recent-django.ts'
import { recents } from './migrations/0200-recents.ts'
import type { Migration } from './open-database.ts'

/** The database of what the user did: recent projects and consents. */
export const STORE_NAME = 'staticscope.sqlite'

/** All changes of its shape, oldest first. Whoever opens it names them all: a database is refused by one that knows fewer. */
export const MIGRATIONS: readonly Migration[] = [recents, consents, recentDjango]
