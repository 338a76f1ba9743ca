import { describeDifference } from '../../../shared/text/describe-difference.ts'
import { describeDifferences } from '../../../shared/text/describe-what-if.ts'
import { formatCount } from '../../../shared/text/format-bytes.ts'
import { visibleText } from '../../core/projects/visible-text.ts'
import type { Differences } from '../../core/what-if/compare-previews.ts'
import type { Style } from '../style.ts'

/** Lines of a kind that are shown; the rest is counted. */
const SHOWN = 20

/** What would differ from the project's own settings, as lines for people. */
export function* whatIfText({ head, files }: Differences, style: Style): Generator<string> {
  yield `\n${style.bold(`What if: ${describeDifferences('these options', head)}`)}\n`
  for (const [sign, errors] of [
    [style.good('−'), head.errors.gone],
    [style.bad('+'), head.errors.appeared],
  ] as const) {
    for (const { name, line, type, message } of errors.slice(0, SHOWN))
      yield `${sign} ${visibleText(name ?? 'settings')}${line === null ? '' : `:${line}`}  ${style.dim(visibleText(`${type}: ${message}`))}\n`
    yield* rest(errors.length, style)
  }
  for (const { name, kinds, before, after } of [...files.values()].slice(0, SHOWN)) {
    const words = kinds.map((kind) => describeDifference(kind).text).join(', ')
    const names =
      before?.hashedName === after?.hashedName
        ? ''
        : `  ${before?.hashedName ?? 'none'} → ${after?.hashedName ?? 'none'}`
    yield `  ${visibleText(name)}  ${words}${style.dim(visibleText(names))}\n`
  }
  yield* rest(files.size, style)
}

function* rest(count: number, style: Style): Generator<string> {
  if (count > SHOWN) yield `    ${style.dim(`… and ${formatCount(count - SHOWN)} more (all of them with --json)`)}\n`
}
