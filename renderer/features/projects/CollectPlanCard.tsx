import { TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import type { CollectPlan } from '../../../shared/model/collect-plan.ts'
import { formatCount } from '../../../shared/text/format-bytes.ts'
import { plural } from '../../../shared/text/plural.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { DialogHead } from '../../ui/ModalDialog.tsx'
import { CheckField } from '../../ui/CheckField.tsx'

/** What a collect would do with the chosen folder. What would be lost has to be agreed to. */
export function CollectPlanCard({ plan }: { readonly plan: CollectPlan }) {
  const start = useApp((state) => state.startCollect)
  const back = useApp((state) => state.dropCollectPlan)
  const [agrees, setAgrees] = useState(false)
  const [keepsGoing, setKeepsGoing] = useState(false)
  const { kind, display, added, overwritten, unchanged, removed, lost, error, isVerified, doubts } = plan
  const isLossy = overwritten + removed > 0
  const isReady = (!isLossy || agrees) && (error === null || keepsGoing)
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) void start(keepsGoing)
      }}
    >
      <DialogHead
        title={
          kind === 'new'
            ? 'Collect into this folder?'
            : isLossy
              ? 'Overwrite STATIC_ROOT?'
              : 'Collect into STATIC_ROOT?'
        }
        onBack={back}
      />
      <div className="dialog-body">
        <p className="collect-path">{display}</p>
        {kind === 'new' ? (
          <p>
            {isVerified
              ? 'What the project’s real Django wrote when it was verified is copied there.'
              : `About ${plural(added, 'file')} will be written.`}
          </p>
        ) : (
          <dl className="facts">
            <dt>New</dt>
            <dd>{formatCount(added)}</dd>
            <dt>Overwritten</dt>
            <dd>{formatCount(overwritten)}</dd>
            <dt>Removed</dt>
            <dd>{formatCount(removed)}</dd>
            <dt>Unchanged</dt>
            <dd>{formatCount(unchanged)}</dd>
          </dl>
        )}
        <Names title="Overwritten" names={lost.overwritten} total={overwritten} />
        <Names title="Removed" names={lost.removed} total={removed} />
        {doubts.map((doubt) => (
          <p key={doubt} className="collect-problem">
            <TriangleAlert size={14} aria-hidden="true" />
            <span>{doubt}. Verify first, and what Django writes is taken instead.</span>
          </p>
        ))}
        {error !== null && (
          <>
            <p className="collect-problem">
              <TriangleAlert size={14} aria-hidden="true" />
              <span>collectstatic would fail: {error}</span>
            </p>
            <CheckField
              label="Write in spite of errors"
              help="What is broken stays as it was written."
              isSelected={keepsGoing}
              onChange={setKeepsGoing}
            />
          </>
        )}
        {isLossy && (
          <CheckField
            label={`Overwrite ${formatCount(overwritten)} and remove ${formatCount(removed)} of these files`}
            isSelected={agrees}
            onChange={setAgrees}
          />
        )}
      </div>
      <div className="dialog-foot">
        <Button onPress={back}>Another folder</Button>
        <Button look="primary" type="submit" isDisabled={!isReady}>
          Collect
        </Button>
      </div>
    </form>
  )
}

type NamesProps = { readonly title: string; readonly names: readonly string[]; readonly total: number }

function Names({ title, names, total }: NamesProps) {
  if (names.length === 0) return null
  return (
    <details className="collect-names">
      <summary>
        {title}: {formatCount(total)}
      </summary>
      <ul>
        {names.map((name) => (
          <li key={name}>{name}</li>
        ))}
      </ul>
      {total > names.length && <p className="dim">… and {formatCount(total - names.length)} more</p>}
    </details>
  )
}
