/** What the releases are called in narrow places: as in the engine's sentences. The head says which they are. */
export const SIDE_NAMES = { a: 'A', b: 'B' } as const
