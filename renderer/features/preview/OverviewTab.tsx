import type { FileDetail } from '../../../shared/model/preview.ts'
import { describeAction } from '../../../shared/text/describe-row.ts'
import { formatBytes, formatExactBytes } from '../../../shared/text/format-bytes.ts'
import { plural } from '../../../shared/text/plural.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { IsolatedPath } from '../../ui/IsolatedPath.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { DetailHead } from './DetailHead.tsx'
import { FileErrors } from './FileErrors.tsx'
import { FindingLine } from './FindingLine.tsx'

/** Uses of a file that are listed before "and n more". */
const USES_SHOWN = 12

/** The facts about a file: why it fails, what happens to it, what it will be called. */
export function OverviewTab({ file }: { readonly file: FileDetail }) {
  const { provider } = file
  const reason = file.actionReason.trim()
  const isBroken = file.errors.length > 0
  // An error stands above with its frame; its finding would only say the same again.
  const findings = file.findings.filter(({ message }) => !file.errors.some((error) => error.message === message))
  return (
    <div className="detail">
      <DetailHead file={file} />
      {isBroken && <FileErrors errors={file.errors} />}
      {findings.length > 0 && (
        <section aria-label="Findings">
          <h3>Findings</h3>
          <ul className="finding-list">
            {findings.map((finding, index) => (
              <FindingLine key={index} finding={finding} />
            ))}
          </ul>
        </section>
      )}
      <dl className="facts">
        <dt>Final URL</dt>
        <dd>
          {isBroken ? (
            <span className="dim">{withoutUrl(file)}</span>
          ) : file.url === null ? (
            <span className="dim">none: {'{% static %}'} fails</span>
          ) : (
            <span className="code">
              <IsolatedPath path={file.url} />
            </span>
          )}
        </dd>
        <dt>Hashed name</dt>
        <dd>
          {isBroken ? (
            <TolerantName name={file.hashedName} />
          ) : file.hashedName === null ? (
            <span className="dim">none</span>
          ) : (
            <span className="code">
              <IsolatedPath path={file.hashedName} />
            </span>
          )}
        </dd>
        <dt>What happens</dt>
        <dd>{reason === '' ? describeAction(file.action) : `${describeAction(file.action)}. ${reason}`}</dd>
        <dt>Provider</dt>
        <dd>
          {provider.label} <span className="dim">({PROVIDER_KINDS[provider.kind]})</span>
          {provider.package !== null && ` · ${provider.package} ${provider.version ?? ''}`}
        </dd>
        <dt>Size</dt>
        <dd>
          {formatExactBytes(file.size)}
          {!isBroken &&
            file.outputSize !== null &&
            file.outputSize !== file.size &&
            `, hashed copy ${formatExactBytes(file.outputSize)}`}
        </dd>
        {file.md5 !== null && (
          <>
            <dt>MD5 of source</dt>
            <dd className="code">{file.md5}</dd>
          </>
        )}
        {file.compressed.length > 0 && (
          <>
            <dt>Compressed</dt>
            <dd>
              {file.compressed.map(({ name, size }) => (
                <div key={name} title={formatExactBytes(size)}>
                  <span className="code">{name.slice(name.lastIndexOf('/') + 1)}</span>{' '}
                  <span className="dim">{formatBytes(size)}</span>
                </div>
              ))}
            </dd>
          </>
        )}
        <dt>Used by</dt>
        <dd>
          <Uses file={file} />
        </dd>
      </dl>
      {file.candidates.length > 1 && (
        <p className="detail-note">
          <Tag tone="warn" sign="≡" text={`shadows ${file.candidates.length - 1}`} />{' '}
          {plural(file.candidates.length, 'source')} claim this name; the first finder wins.
        </p>
      )}
    </div>
  )
}

/** Why a file that Django stops at has no URL, and what would give it one. */
function withoutUrl({ errors }: FileDetail): string {
  const [first] = errors
  if (first?.step !== 'reference') return 'none until the error is mended'
  return `none until the ${errors.length === 1 ? 'reference is' : 'references are'} mended`
}

/** The name that a run gives which goes on after errors: a side note, for Django gives none. */
function TolerantName({ name }: { readonly name: string | null }) {
  return (
    <span className="dim">
      cannot be hashed
      {name !== null && (
        <span className="side-note">
          Left as written, it would be <span className="code">{name.slice(name.lastIndexOf('/') + 1)}</span>
        </span>
      )}
    </span>
  )
}

const PROVIDER_KINDS = { directory: 'STATICFILES_DIRS', app: 'app', storage: 'storage' } as const

function Uses({ file }: { readonly file: FileDetail }) {
  const { total, users } = file.users
  const goToFile = useApp((state) => state.goToFile)
  if (total === 0) return <span className="dim">no reference in CSS or JavaScript</span>
  return (
    <>
      {users.slice(0, USES_SHOWN).map(({ name }) => (
        <div key={name}>
          <Button look="link" onPress={() => goToFile(name)}>
            {name}
          </Button>
        </div>
      ))}
      {total > USES_SHOWN && (
        <Button look="link" onPress={() => goToFile(file.name, { tab: 'references' })}>
          and {plural(total - USES_SHOWN, 'more file')}
        </Button>
      )}
    </>
  )
}
