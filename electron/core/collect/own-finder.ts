/** One call of Django's `get_files` by a finder, or a list of its own making. */
export type FinderWalk = {
  /** Absolute folder of the storage that is walked. */
  readonly location: string
  readonly prefix: string
  /** Patterns that the finder ignores besides those of the command. */
  readonly ignore: readonly string[]
  /** The patterns of the command count as well. */
  readonly heedsCommand: boolean
  /** Paths below the folder that the finder's own code listed, in its order; null: all that a walk finds. */
  readonly files: readonly string[] | null
}

/** A finder that is none of Django's, by what it was found to walk when the settings were read. */
export type OwnFinder = {
  /** Dotted path of its class. */
  readonly name: string
  readonly walks: readonly FinderWalk[]
}
