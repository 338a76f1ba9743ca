import type { Cause } from '../../shared/model/comparison.ts'
import { writeFile, type GeneratedReleases, type ModelFile } from './generate-releases.ts'

/** What is known of a file by construction. */
export type Expected = { readonly cause: Cause; readonly from: string | null; readonly roots: readonly string[] }

/** The causes and roots of all files that differ, from the model of the files alone: no bytes, no hashes, no graph code. */
export function expectedCauses(releases: GeneratedReleases): Record<string, Expected> {
  const { a, b, renamed } = releases
  const model = new Model(releases)
  const gone = new Set([...a.keys()].filter((name) => !b.has(name)))
  const expected: Record<string, Expected> = {}
  for (const [name, file] of b) {
    const before = a.get(name)
    const origin = renamed.get(name)
    if (before !== undefined) {
      const cause = model.causeOf(name, before, file)
      if (cause !== 'unchanged') expected[name] = { cause, from: null, roots: model.rootsOf(name) }
      continue
    }
    // Something may have been renamed and then its referrers' edits told in it: the text decides, as for anybody.
    const former = origin === undefined ? undefined : a.get(origin.from)
    if (origin === undefined || former === undefined) expected[name] = { cause: 'added', from: null, roots: [] }
    else {
      gone.delete(origin.from)
      const cause = origin.isBuild ? model.causeOfBuild(origin.from, former, name, file) : 'moved'
      expected[name] = { cause, from: origin.from, roots: [] }
    }
  }
  for (const name of gone) expected[name] = { cause: 'removed', from: null, roots: [] }
  return expected
}

/** Answers by recursion over references, which come to an end because only queries may lead in a circle. */
class Model {
  readonly #releases: GeneratedReleases

  constructor(releases: GeneratedReleases) {
    this.#releases = releases
  }

  causeOf(name: string, before: ModelFile, after: ModelFile): Cause {
    const [storageA, storageB] = this.#releases.storages
    const isEdited = this.#sourceDiffers(name)
    if (storageB === 'plain') return isEdited ? 'other-bytes' : 'unchanged'
    if (storageA === 'plain') {
      if (isEdited) return 'own-edit'
      return this.#rewritten(after).length > 0 ? 'tool' : 'name-only'
    }
    const ripples = this.#changedTargets(before, after).length > 0
    if (!isEdited) return ripples ? 'ripple' : 'unchanged'
    if (!this.#outputDiffers(name)) return 'source-only'
    return ripples ? 'own-edit-and-ripple' : 'own-edit'
  }

  /** A bundle that was built anew: equal bytes under another name, or other bytes. */
  causeOfBuild(from: string, before: ModelFile, to: string, after: ModelFile): Cause {
    return writeFile(from, before) === writeFile(to, after) ? 'name-only' : 'own-edit'
  }

  /** Every file reached over changed references whose own edit changes what Django writes for it. */
  rootsOf(name: string): readonly string[] {
    if (this.#releases.storages.includes('plain')) return []
    const roots = new Set<string>()
    const seen = new Set([name])
    const queue = [name]
    for (const at of queue) {
      const [before, after] = [this.#releases.a.get(at), this.#releases.b.get(at)]
      if (before === undefined || after === undefined) continue
      for (const { target, isQuery } of this.#changedTargets(before, after)) {
        if (this.#isRoot(target) && target !== name) roots.add(target)
        if (isQuery || seen.has(target)) continue
        seen.add(target)
        queue.push(target)
      }
    }
    return [...roots].toSorted()
  }

  #isRoot(name: string): boolean {
    return this.#essence(this.#releases.a.get(name)) !== this.#essence(this.#releases.b.get(name))
  }

  #sourceDiffers(name: string): boolean {
    const [before, after] = [this.#releases.a.get(name), this.#releases.b.get(name)]
    return before === undefined || after === undefined || writeFile(name, before) !== writeFile(name, after)
  }

  #outputDiffers(name: string): boolean {
    const [before, after] = [this.#releases.a.get(name), this.#releases.b.get(name)]
    if (before === undefined || after === undefined) return true
    return this.#essence(before) !== this.#essence(after) || this.#changedTargets(before, after).length > 0
  }

  /** Common targets whose written names differ: for a query its source decides, for others its output. */
  #changedTargets(before: ModelFile, after: ModelFile): { readonly target: string; readonly isQuery: boolean }[] {
    const former = this.#rewritten(before)
    return this.#rewritten(after)
      .filter(({ target, form }) =>
        former.some((one) => one.target === target && (one.form === 'query') === (form === 'query')),
      )
      .map(({ target, form }) => ({ target, isQuery: form === 'query' }))
      .filter(({ target, isQuery }) => (isQuery ? this.#sourceDiffers(target) : this.#outputDiffers(target)))
  }

  #rewritten({ references }: ModelFile): ModelFile['references'] {
    return references.filter(({ form }) => form !== 'module' || this.#releases.jsModules)
  }

  /** What Django leaves of the author's text: quotes around rewritten URLs become double ones, imports become one form. */
  #essence(file: ModelFile | undefined): string {
    if (file === undefined) return ''
    const references = file.references.map(({ target, form, quote }) =>
      form === 'module' && !this.#releases.jsModules ? [target, form, quote] : [target, form],
    )
    return JSON.stringify([references, file.lines])
  }
}
