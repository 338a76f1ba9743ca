import { MousePointerClick } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { previewOf } from '../../state/preview-of.ts'
import { projectOf } from '../../state/route.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { CONFIDENCE } from './confidence-tags.ts'
import { useLoaded } from './use-loaded.ts'
import { UsersTab } from './UsersTab.tsx'

const NeighboursTab = lazy(async () => ({ default: (await import('./NeighboursTab.tsx')).NeighboursTab }))

/** A file that nobody asks for: what is known of who could, and what it asks for itself. */
export function UnusedPane() {
  const name = useApp((state) => (state.route.view === 'references' ? state.route.selected : null))
  const projectId = useApp((state) => projectOf(state.route))
  const navigate = useApp((state) => state.navigate)
  if (name === null || projectId === null)
    return (
      <EmptyState
        icon={<MousePointerClick size={20} />}
        title="Choose a file"
        text="No reference leads to these files. A script that makes names while it runs may ask for them all the same."
      />
    )
  return (
    <div className="detail-pane">
      <div className="detail">
        <div className="detail-head">
          <h2 tabIndex={-1}>{name}</h2>
          <div className="detail-actions">
            <Button look="link" onPress={() => navigate({ ...previewOf(projectId), name })}>
              Show in Preview
            </Button>
          </div>
        </div>
        <WhyUnused name={name} />
        <UsersTab name={name} />
      </div>
      <Suspense fallback={null}>
        <NeighboursTab key={name} name={name} />
      </Suspense>
    </div>
  )
}

/** How sure it is that nothing asks for the file, and what could. */
function WhyUnused({ name }: { readonly name: string }) {
  const readUnused = useApp((state) => state.readUnused)
  const revision = useApp((state) => state.checkSummary?.revision ?? 0)
  const loaded = useLoaded(`${revision} ${name}`, () => readUnused(name, 0))
  const file = loaded.state === 'ready' ? loaded.value.files.find((unused) => unused.name === name) : undefined
  if (file === undefined) return null
  return (
    <p className="unused-why">
      <Tag {...CONFIDENCE[file.confidence]} /> {file.reason}
    </p>
  )
}
