import { TriangleAlert } from 'lucide-react'
import { withoutOptions } from '../../../shared/text/without-options.ts'
import type { PhaseError } from '../../state/slices/preview.ts'
import { useApp } from '../../state/store-context.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ReadingFailureCard } from '../../ui/ReadingFailureCard.tsx'

type Props = { readonly projectId: string; readonly error: PhaseError }

/** Why a Django project has no preview: its settings cannot be read, Django would not begin, or its Python may not run. */
export function DjangoFailure({ projectId, error }: Props) {
  const project = useApp((state) => state.projects[projectId])
  const loadProject = useApp((state) => state.loadProject)
  const change = useApp((state) => state.changeDjango)
  const configure = useApp((state) => state.configureProject)
  const navigate = useApp((state) => state.navigate)
  const { reading = null, code, message } = error
  const again = (
    <Button look="primary" onPress={() => void loadProject(projectId)}>
      Try again
    </Button>
  )
  const changeIt = <Button onPress={() => void change(projectId, error)}>Change how it is opened…</Button>
  if (reading !== null) {
    const { remedies: _, ...shown } = reading
    return (
      <div className="phase-failure">
        <h1>The settings could not be read</h1>
        <ReadingFailureCard {...shown}>
          {again}
          {changeIt}
        </ReadingFailureCard>
      </div>
    )
  }
  const isWithoutRoot = code === 'would-fail' && project?.configuredStaticRoot === null
  return (
    <EmptyState
      isMain
      icon={<TriangleAlert size={22} />}
      title={code === 'would-fail' ? 'collectstatic would fail before it begins' : 'The preview could not be made'}
      text={withoutOptions(message).replace(/^collectstatic would fail(?: before it begins)?: /, '')}
    >
      {isWithoutRoot && (
        <Button look="primary" onPress={() => void configure(projectId, {}, 'assumed')}>
          Preview as if it were set
        </Button>
      )}
      {!isWithoutRoot && again}
      {code === 'consent-needed' ? (
        changeIt
      ) : (
        <Button onPress={() => navigate({ view: 'card', projectId })}>Settings card</Button>
      )}
      <Button onPress={() => navigate({ view: 'welcome' })}>Start page</Button>
    </EmptyState>
  )
}
