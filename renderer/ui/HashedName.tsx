import { splitHash } from '../../shared/text/split-hash.ts'

/** The last part of a hashed name with its hash in bold; the stem gives way first when there is no room. */
export function HashedName({ name, hashedName }: { readonly name: string; readonly hashedName: string }) {
  const { before, hash, after } = splitHash(name, hashedName)
  if (hash === '') {
    return (
      <span className="code cut-whole" title={hashedName}>
        {before}
      </span>
    )
  }
  return (
    <span className="code cut" title={hashedName}>
      <span className="sr-only">{before + hash + after}</span>
      <span className="cut-start" dir="auto" aria-hidden="true">
        {before}
      </span>
      <span className="cut-hash" aria-hidden="true">
        <b>{hash}</b>
        {after}
      </span>
    </span>
  )
}
