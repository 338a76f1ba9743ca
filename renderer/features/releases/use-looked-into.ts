import { type Dispatch, type SetStateAction, useEffect, useState } from 'react'
import type { ErrorData } from '../../../shared/contract/errors.ts'
import type { Grant } from '../../../shared/model/project.ts'
import { useApp } from '../../state/store-context.ts'
import { type TakeDraft, withCandidates } from './take-draft.ts'

/** How far the look into a chosen folder or file is. */
export type Looked =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'looking' }
  | { readonly kind: 'found' }
  | { readonly kind: 'failed'; readonly error: ErrorData }

/** Looks into what was chosen and puts what is found into the draft; another choice, or the end of the dialog, ends it. */
export function useLookedInto(grant: Grant | null, setDraft: Dispatch<SetStateAction<TakeDraft>>): Looked {
  const lookInto = useApp((state) => state.lookInto)
  const [looked, setLooked] = useState<Looked>({ kind: 'nothing' })
  const grantId = grant?.id
  useEffect(() => {
    if (grantId === undefined) {
      setLooked({ kind: 'nothing' })
      return
    }
    const abort = new AbortController()
    setLooked({ kind: 'looking' })
    void lookInto(grantId, abort.signal).then((answer) => {
      if (abort.signal.aborted || answer.kind === 'given-up') return
      if (answer.kind === 'failed') return setLooked({ kind: 'failed', error: answer.error })
      setDraft((draft) => withCandidates(draft, answer.candidates))
      setLooked({ kind: 'found' })
    })
    return () => abort.abort()
  }, [grantId, lookInto, setDraft])
  return looked
}
