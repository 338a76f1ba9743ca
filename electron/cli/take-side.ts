import type { WorkContext } from '../core/collect/preview-context.ts'
import { type ComparedSide, sideOfSource, sideOfStore } from '../core/compare/compared-side.ts'
import type { ReleaseStore } from '../core/releases/release-store.ts'
import { readSide } from './read-side.ts'
import { withReleaseSource } from './with-release-source.ts'

/** The options on how sides are taken. */
export type SideOptions = {
  readonly keepGoing?: true
  readonly yes?: true
}

/** Takes a side of a comparison or a rollout, as `readSide` reads it. @throws InspectorError as `readSide` and for what cannot be taken */
export async function takeSide(
  text: string,
  store: ReleaseStore,
  { keepGoing, yes }: SideOptions,
  means: WorkContext,
): Promise<ComparedSide> {
  const side = readSide(text, (name) => store.find(name) !== null)
  if (side.kind === 'release') return sideOfStore(store, side.name, means.signal)
  const options = { ...side.options, ...(keepGoing && { keepGoing }), ...(yes && { yes }) }
  return withReleaseSource(options, side.given, means, (source, work) => sideOfSource(source, text, work))
}
