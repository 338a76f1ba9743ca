import type { WhyAnswer } from '../../../shared/model/why.ts'

/** The logical name of the collected file that an answer is about; null if it is about none. */
export function nameToShow(answer: WhyAnswer): string | null {
  switch (answer.kind) {
    case 'collected':
    case 'shadowed':
    case 'other-hash':
      return answer.name
    case 'made':
      return answer.of
    case 'ignored':
    case 'folder':
    case 'app':
    case 'prefixed':
    case 'other-case':
    case 'left-over':
    case 'missing-folder':
    case 'app-not-installed':
    case 'not-listed':
    case 'finder-off':
    case 'unseen':
    case 'outside':
    case 'nothing':
      return null
  }
}

/** Names that an answer offers to ask for instead. */
export function namesToAsk(answer: WhyAnswer): readonly string[] {
  switch (answer.kind) {
    case 'nothing':
      return [...answer.nearest, ...new Set(answer.wantedBy.map(({ name }) => name))]
    case 'outside':
    case 'other-case':
      return answer.names
    case 'prefixed':
      return [answer.name]
    case 'collected':
      return answer.chain.slice(0, -1)
    case 'shadowed':
    case 'ignored':
    case 'folder':
    case 'app':
    case 'made':
    case 'other-hash':
    case 'left-over':
    case 'missing-folder':
    case 'app-not-installed':
    case 'not-listed':
    case 'finder-off':
    case 'unseen':
      return []
  }
}
