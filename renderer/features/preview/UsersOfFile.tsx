import { ChevronRight } from 'lucide-react'
import { Fragment, useState } from 'react'
import type { FileUser } from '../../../shared/model/file-text.ts'
import type { FileDetail } from '../../../shared/model/preview.ts'
import { plural } from '../../../shared/text/plural.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'

/** Users drawn at first, and with each "show more". */
const STEP = 25

/** Who uses a file, and a shortest way to it from a file that nobody refers to. */
export function UsersOfFile({ file }: { readonly file: FileDetail }) {
  const { total, chain } = file.users
  return (
    <section aria-label="Used by">
      <h3>
        Used by <span className="dim">{total === 0 ? 'nobody' : plural(total, 'file')}</span>
      </h3>
      {total === 0 ? (
        <p className="detail-note">No reference in CSS or JavaScript leads here. Templates may name it all the same.</p>
      ) : (
        <>
          {chain === null ? (
            <p className="detail-note">These files refer to each other in a circle; none outside leads here.</p>
          ) : (
            chain.length > 2 && <Chain names={chain} />
          )}
          {/* Another file, another list: the key begins it anew. */}
          <UserList key={file.name} file={file} />
        </>
      )}
    </section>
  )
}

function Chain({ names }: { readonly names: readonly string[] }) {
  const goToFile = useApp((state) => state.goToFile)
  return (
    <p className="users-chain" aria-label="Shortest way here">
      {names.map((name, at) => (
        <Fragment key={name}>
          {at > 0 && <ChevronRight size={13} aria-label="refers to" />}
          {at === names.length - 1 ? (
            <b>{name}</b>
          ) : (
            <Button look="link" onPress={() => goToFile(name, { tab: 'references' })}>
              {name}
            </Button>
          )}
        </Fragment>
      ))}
    </p>
  )
}

function UserList({ file }: { readonly file: FileDetail }) {
  const goToFile = useApp((state) => state.goToFile)
  const readUsers = useApp((state) => state.readUsers)
  const reportError = useApp((state) => state.reportError)
  const { total } = file.users
  const [users, setUsers] = useState<readonly FileUser[]>(file.users.users)
  const [shown, setShown] = useState(STEP)
  const showMore = async () => {
    try {
      if (users.length < Math.min(total, shown + STEP)) {
        const page = await readUsers(file.name, users.length)
        setUsers([...users, ...page.users])
      }
      setShown(shown + STEP)
    } catch (error) {
      reportError(error)
    }
  }
  return (
    <>
      <ul className="references">
        {users.slice(0, shown).map((user) => (
          <li key={user.name} className="reference">
            <span className="reference-place" title={`Line ${user.line}, column ${user.column}`}>
              {user.line}:{user.column}
            </span>
            <div className="reference-words">
              <Button look="link" onPress={() => goToFile(user.name, { tab: 'references' })}>
                {user.name}
              </Button>
            </div>
            {user.references > 1 && <span className="dim">{plural(user.references, 'reference')}</span>}
          </li>
        ))}
      </ul>
      {total > shown && (
        <Button look="link" onPress={() => void showMore()}>
          Show {plural(Math.min(STEP, total - shown), 'more file')} of {total - shown}
        </Button>
      )}
    </>
  )
}
