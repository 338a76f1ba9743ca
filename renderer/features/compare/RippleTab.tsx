import type { ComparisonFile } from '../../../shared/model/comparison-view.ts'
import { formatBytes } from '../../../shared/text/format-bytes.ts'
import { plural } from '../../../shared/text/plural.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { RippleGraph } from './RippleGraph.tsx'

/** Names of a list that are drawn. */
const MOST = 50

/** Which edit a file changed with, over which references, and what changed with it. */
export function RippleTab({ file }: { readonly file: ComparisonFile }) {
  const { difference, reaches, targets, users } = file
  const { chain, roots, rootCount, blast, name } = difference
  const isAlone = targets.length === 0 && users.length === 0 && chain.length === 0
  return (
    <div className="detail">
      {chain.length > 1 && (
        <section aria-label="Shortest way to the edit">
          <h3>Shortest way to the edit</h3>
          <ol className="ripple-chain">
            {chain.map((step, at) => (
              <li key={step}>
                <span className="ripple-step" aria-hidden="true">
                  {at === chain.length - 1 ? '●' : '◇'}
                </span>
                {step === name ? <b>{step}</b> : <FileLink name={step} />}
                <span className="dim">{at === chain.length - 1 ? 'was edited' : 'refers to'}</span>
              </li>
            ))}
          </ol>
        </section>
      )}
      {rootCount > 1 && (
        <section aria-label="All edits behind it">
          <h3>
            All edits behind it <span className="dim">{plural(rootCount, 'file')}</span>
          </h3>
          <NameList names={roots} total={rootCount} />
        </section>
      )}
      {blast !== null && (
        <section aria-label="What this edit drags along">
          <h3>What this edit drags along</h3>
          <p className="detail-note">
            {blast.files === 0
              ? 'No other file has another name because of it.'
              : `${plural(blast.files, 'file')} with ${formatBytes(blast.bytes)} in all ${blast.files === 1 ? 'has' : 'have'} another name because of it.`}
          </p>
          <NameList names={reaches} total={blast.files} />
        </section>
      )}
      {isAlone ? (
        blast === null && (
          <p className="detail-note">
            Nothing that this file refers to has another name, and no file changed because of this one.
          </p>
        )
      ) : (
        <RippleGraph file={file} />
      )}
    </div>
  )
}

function NameList({ names, total }: { readonly names: readonly string[]; readonly total: number }) {
  const shown = names.slice(0, MOST)
  return (
    <>
      <ul className="compare-list">
        {shown.map((name) => (
          <li key={name}>
            <FileLink name={name} />
          </li>
        ))}
      </ul>
      {total > shown.length && <p className="detail-note">and {plural(total - shown.length, 'more file')}</p>}
    </>
  )
}

function FileLink({ name }: { readonly name: string }) {
  const goTo = useApp((state) => state.goToCompared)
  return (
    <Button look="link" onPress={() => goTo(name, { tab: 'ripple' })}>
      {name}
    </Button>
  )
}
