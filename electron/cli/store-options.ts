import { join, resolve } from 'node:path'
import type { Command } from 'commander'
import type { ReleaseStore } from '../core/releases/release-store.ts'
import { dataFolder } from './data-folder.ts'

/** The option that names a release store, as commander gives it. */
export type StoreOptions = { readonly store?: string }

/** Gives a command the option of `StoreOptions`. */
export function addStoreOption(command: Command): Command {
  return command.option('--store <DIR>', "the release store (default: in the user's data folder)")
}

/** Runs work on the release store that a command line names, and closes it behind that. */
export async function withStore<T>({ store }: StoreOptions, work: (store: ReleaseStore) => Promise<T> | T): Promise<T> {
  const { openReleaseStore } = await import('../core/releases/release-store.ts')
  const opened = openReleaseStore(store === undefined ? join(dataFolder(), 'releases') : resolve(store))
  try {
    return await work(opened)
  } finally {
    opened.close()
  }
}
