import { useState } from 'react'
import { formatAge } from '../../shared/text/format-age.ts'

/** How long ago something was when this was first drawn, with the exact time on hover. `at` is ISO 8601. */
export function Age({ at }: { readonly at: string }) {
  const [now] = useState(() => Date.now())
  const then = new Date(at)
  return (
    <time dateTime={at} title={then.toLocaleString()}>
      {formatAge(then.getTime(), now)}
    </time>
  )
}
