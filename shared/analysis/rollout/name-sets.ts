/** The sets of names of two releases, each made once, so that sets are told apart by what they are. */
export class NameSets {
  readonly #bySize = new Map<number, NameSet[]>()
  #made = 0

  /** The set of some names, each of which is given once; null for none. */
  of(numbers: readonly number[]): NameSet | null {
    if (numbers.length === 0) return null
    const alike = this.#bySize.get(numbers.length) ?? []
    this.#bySize.set(numbers.length, alike)
    const known = alike.find((set) => set.isOf(numbers))
    if (known !== undefined) return known
    const made = new NameSet(this.#made++, numbers, this)
    alike.push(made)
    return made
  }
}

/**
 * Some names, at least one. What it has in common with others is found once: rollouts ask for the same few pairs again and
 * again.
 */
export class NameSet {
  readonly id: number
  /** Each once. */
  readonly numbers: readonly number[]
  #lookup: ReadonlySet<number> | null = null
  readonly #sets: NameSets
  readonly #common = new Map<NameSet, NameSet | null>()
  readonly #rest = new Map<NameSet, NameSet | null>()
  readonly #union = new Map<NameSet, NameSet>()

  /** Made by `NameSets` alone. */
  constructor(id: number, numbers: readonly number[], sets: NameSets) {
    this.id = id
    this.numbers = numbers
    this.#sets = sets
  }

  /** Whether a name is in it, by its number. */
  has(number: number): boolean {
    return (this.#lookup ??= new Set(this.numbers)).has(number)
  }

  /** Whether it has all of so many names and no other. */
  isOf(numbers: readonly number[]): boolean {
    if (numbers.length !== this.numbers.length) return false
    // Those of one kind of page mostly come in one order.
    const isAlike = numbers.every((number, at) => number === this.numbers[at])
    return isAlike || numbers.every((number) => this.has(number))
  }

  /** The names that are in both; null for none. */
  common(other: NameSet): NameSet | null {
    if (other === this) return this
    const known = this.#common.get(other)
    const found = known === undefined ? this.#sets.of(this.numbers.filter((number) => other.has(number))) : known
    this.#common.set(other, found)
    return found
  }

  /** The names that are not in another; null for none. */
  rest(other: NameSet): NameSet | null {
    if (other === this) return null
    const known = this.#rest.get(other)
    const found = known === undefined ? this.#sets.of(this.numbers.filter((number) => !other.has(number))) : known
    this.#rest.set(other, found)
    return found
  }

  /** The names that are in either. */
  union(other: NameSet): NameSet {
    if (other === this) return this
    const known = this.#union.get(other)
    if (known !== undefined) return known
    const others = other.numbers.filter((number) => !this.has(number))
    const found = others.length === 0 ? this : (this.#sets.of([...this.numbers, ...others]) ?? this)
    this.#union.set(other, found)
    return found
  }
}

/** What is known of names. */
export type NameNote<Value> = { readonly names: NameSet; readonly value: Value }

/** What is known of some of the names behind one address: for each of them the newest. */
export class NameNotes<Value> {
  #notes: readonly NameNote<Value>[] = []

  /** Notes something of names, in place of what was known of them. */
  note(names: NameSet, value: Value): void {
    let noted = names
    const kept: NameNote<Value>[] = []
    for (const known of this.#notes) {
      const rest = known.names.rest(names)
      if (known.value === value) noted = noted.union(known.names)
      else if (rest !== null) kept.push({ names: rest, value: known.value })
    }
    this.#notes = [...kept, { names: noted, value }]
  }

  /** What is known of some names; nothing of the others. */
  of(names: NameSet): NameNote<Value>[] {
    return this.#notes.flatMap(({ names: known, value }) => {
      const common = names.common(known)
      return common === null ? [] : [{ names: common, value }]
    })
  }
}
