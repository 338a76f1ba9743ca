import { useEffect, useState } from 'react'
import { toErrorData } from '../../../shared/contract/errors.ts'
import type { ReferenceUsers } from '../../../shared/model/check.ts'
import { askerPlace, askersSentence } from '../../../shared/text/describe-askers.ts'
import { referencesOf } from '../../state/references-of.ts'
import { projectOf } from '../../state/route.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'

/** Places that are shown; References has all. */
const PLACES = 8

type Known =
  | { readonly kind: 'reading' | 'unchecked' | 'checking' }
  | { readonly kind: 'known'; readonly askers: ReferenceUsers }
  | { readonly kind: 'failed'; readonly message: string }

/** Who asks for a name: at once where the references were checked, else on demand. */
export function WhyAskers({ name }: { readonly name: string }) {
  const read = useApp((state) => state.readAskers)
  const navigate = useApp((state) => state.navigate)
  const projectId = useApp((state) => projectOf(state.route))
  const revision = useApp((state) => state.summary?.revision ?? 0)
  const [known, setKnown] = useState<Known>({ kind: 'reading' })
  useEffect(() => {
    let isCurrent = true
    setKnown({ kind: 'reading' })
    const tell = (next: Known) => isCurrent && setKnown(next)
    read(name, false).then(
      (askers) => tell(askers === null ? { kind: 'unchecked' } : { kind: 'known', askers }),
      (error: unknown) => tell({ kind: 'failed', message: toErrorData(error).message }),
    )
    return () => {
      isCurrent = false
    }
  }, [read, name, revision])
  const check = async () => {
    setKnown({ kind: 'checking' })
    try {
      const askers = await read(name, true)
      setKnown(askers === null ? { kind: 'unchecked' } : { kind: 'known', askers })
    } catch (error) {
      setKnown({ kind: 'failed', message: toErrorData(error).message })
    }
  }
  return (
    <section aria-label="Who asks for it">
      <h3>Who asks for it</h3>
      {(known.kind === 'unchecked' || known.kind === 'checking') && (
        <Button isDisabled={known.kind === 'checking'} onPress={() => void check()}>
          {known.kind === 'checking' ? 'Checking the references…' : 'Check the references'}
        </Button>
      )}
      {known.kind === 'failed' && <p className="why-advice">{known.message}</p>}
      {known.kind === 'known' && (
        <>
          <p role="status">{askersSentence(known.askers)}</p>
          {known.askers.chain !== null && known.askers.chain.length > 1 && (
            <p className="code">{known.askers.chain.join(' → ')}</p>
          )}
          <ul className="why-names" aria-label="Places that ask for it">
            {known.askers.users.slice(0, PLACES).map((user) => (
              <li key={askerPlace(user)} className="code">
                {askerPlace(user)}
              </li>
            ))}
          </ul>
          {projectId !== null && known.askers.total > 0 && (
            <Button look="link" onPress={() => navigate({ ...referencesOf(projectId), search: name })}>
              Show findings on it
            </Button>
          )}
        </>
      )}
    </section>
  )
}
