import { ChevronRight } from 'lucide-react'
import { Fragment, useState } from 'react'
import type { CheckedReference } from '../../../shared/model/check.ts'
import { SERVED_WORDS } from '../../../shared/text/describe-references.ts'
import { plural } from '../../../shared/text/plural.ts'
import { PAGE_SIZE } from '../../state/row-pages.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { useLoaded } from './use-loaded.ts'

/** Who asks for a name, and a shortest way to it. */
export function UsersTab({ name }: { readonly name: string }) {
  const readUsers = useApp((state) => state.readReferenceUsers)
  const revision = useApp((state) => state.checkSummary?.revision ?? 0)
  const loaded = useLoaded(`${revision} ${name}`, () => readUsers(name, 0))
  return (
    <section aria-label={`Who uses ${name}`}>
      <h3>
        Who uses <span className="code">{name}</span>
      </h3>
      {loaded.state === 'reading' && <p className="detail-note" aria-busy="true" />}
      {loaded.state === 'failed' && <p className="detail-note">{loaded.message}</p>}
      {loaded.state === 'ready' && (
        <>
          {loaded.value.total === 0 && (
            <p className="detail-note">
              Nothing that could be read asks for it: no style sheet, script, template or Python.
            </p>
          )}
          {loaded.value.chain !== null && loaded.value.chain.length > 1 && <Chain names={loaded.value.chain} />}
          {loaded.value.chain === null && (
            <p className="detail-note">These files ask for each other in a circle; nothing outside leads here.</p>
          )}
          <UserList key={name} name={name} first={loaded.value.users} total={loaded.value.total} />
        </>
      )}
    </section>
  )
}

function Chain({ names }: { readonly names: readonly string[] }) {
  return (
    <p className="users-chain" role="group" aria-label="Shortest way here">
      {names.map((name, at) => (
        <Fragment key={`${at} ${name}`}>
          {at > 0 && <ChevronRight size={13} aria-label="asks for" />}
          {at === names.length - 1 ? <b>{name}</b> : <span>{name}</span>}
        </Fragment>
      ))}
    </p>
  )
}

type ListProps = { readonly name: string; readonly first: readonly CheckedReference[]; readonly total: number }

function UserList({ name, first, total }: ListProps) {
  const readUsers = useApp((state) => state.readReferenceUsers)
  const reportError = useApp((state) => state.reportError)
  const [more, setMore] = useState<readonly CheckedReference[]>([])
  const users = [...first, ...more]
  const showMore = () => readUsers(name, users.length).then((page) => setMore([...more, ...page.users]), reportError)
  return (
    <>
      <ul className="references">
        {users.map((user) => (
          <ReferenceLine key={`${user.file} ${user.offset}`} reference={user} />
        ))}
      </ul>
      {total > users.length && (
        <Button look="link" onPress={() => void showMore()}>
          Show {plural(Math.min(PAGE_SIZE, total - users.length), 'more place')} of {total - users.length}
        </Button>
      )}
    </>
  )
}

/** One place that asks for a file: where, with which text, and what comes of it. */
export function ReferenceLine({ reference }: { readonly reference: CheckedReference }) {
  const { file, line, column, text, kind, served, django } = reference
  return (
    <li className="reference">
      <span className="reference-place" title={`Line ${line}, column ${column}`}>
        {line}:{column}
      </span>
      <div className="reference-words">
        <span>{file}</span>
        <code className="code dim reference-text" title={text}>
          {text}
        </code>
      </div>
      <span className="dim" title={kind}>
        {django.verdict === 'error' ? 'fails' : SERVED_WORDS[served]}
      </span>
    </li>
  )
}
