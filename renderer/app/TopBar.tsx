import { Search } from 'lucide-react'
import { DJANGO_SERIES } from '../../shared/model/django-series.ts'
import { STORAGE_KINDS } from '../../shared/model/storage-kinds.ts'
import { describeStorage } from '../../shared/text/describe-storage.ts'
import { projectOf } from '../state/route.ts'
import { useApp } from '../state/store-context.ts'
import { Button } from '../ui/Button.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { SelectField } from '../ui/SelectField.tsx'
import type { Layers } from './actions.ts'
import { CompareSides } from './CompareSides.tsx'
import { RolloutSides } from './RolloutSides.tsx'
import { ProjectSwitcher } from './ProjectSwitcher.tsx'
import { WhatIfChip } from './WhatIfChip.tsx'

const STORAGES = STORAGE_KINDS.map((id) => {
  const { label, explanation } = describeStorage(id)
  return { id, label, explanation }
})
const MODULES = [
  { id: 'off', label: 'Off', explanation: "Django's default: JavaScript imports are left as written." },
  { id: 'on', label: 'On', explanation: 'support_js_module_import_aggregation: imports and exports are rewritten.' },
] as const

/** Project, the what-if choices, and the way to the palette. */
export function TopBar({ layers }: { readonly layers: Layers }) {
  const project = useApp((state) => {
    const id = projectOf(state.route)
    return id === null ? undefined : state.projects[id]
  })
  const isPreview = useApp((state) => state.route.view === 'preview')
  const isCompare = useApp((state) => state.route.view === 'compare')
  const isRollout = useApp((state) => state.route.view === 'rollout')
  const tryChange = useApp((state) => state.tryChange)
  const openWhatIf = useApp((state) => state.openWhatIf)
  return (
    <header className="top" aria-label="Project">
      {project !== undefined && (
        <ProjectSwitcher
          title={project.title}
          detail={project.django === null ? describeSources(project.sources) : (project.django.settingsModule ?? '')}
        />
      )}
      {project !== undefined && isPreview && (
        <>
          <SelectField
            look="bar"
            label="Django"
            value={project.settings.django}
            choices={versionsWith(project.settings.django, project.django?.own.django ?? null)}
            onChange={(django) => void tryChange({ django })}
          />
          <SelectField
            look="bar"
            label="Storage"
            value={project.settings.storage}
            shown={describeStorage(project.settings.storage).short}
            choices={STORAGES}
            onChange={(storage) => void tryChange({ storage })}
          />
          <SelectField
            look="bar"
            label="JS modules"
            value={project.settings.jsModules ? 'on' : 'off'}
            choices={MODULES}
            onChange={(value) => void tryChange({ jsModules: value === 'on' })}
          />
          {project.configuredStaticRoot !== null && (
            <SelectField
              look="bar"
              label="STATIC_ROOT"
              value={project.staticRootChoice === 'configured' ? 'configured' : 'clean'}
              choices={staticRoots(project.configuredStaticRoot)}
              onChange={(staticRoot) => void tryChange({ staticRoot })}
            />
          )}
          <Button look="quiet" aria-haspopup="dialog" onPress={openWhatIf}>
            What if…
          </Button>
          <WhatIfChip project={project} />
        </>
      )}
      {isCompare && <CompareSides />}
      {isRollout && <RolloutSides />}
      <button
        type="button"
        className="search-box"
        aria-label="Search files and actions"
        onClick={layers.openPalette}
        aria-haspopup="dialog"
      >
        <Search size={15} aria-hidden="true" />
        <span className="search-box-text">Search files and actions</span>
        <Kbd shortcut="Mod+K" />
      </button>
    </header>
  )
}

/** The known versions, newest first, with the chosen one and the project's own where they are more exact than a series. */
function versionsWith(chosen: string, own: string | null) {
  const known = [...DJANGO_SERIES].reverse() as string[]
  const more = [...new Set(own === null ? [chosen] : [own, chosen])].filter((version) => !known.includes(version))
  return [...more, ...known].map((id) => ({
    id,
    label: id,
    ...(id === own ? { explanation: 'What the project has installed.' } : {}),
  }))
}

function staticRoots(configured: string) {
  return [
    { id: 'clean', label: 'Clean', explanation: 'As if nothing had been collected yet.' },
    { id: 'configured', label: 'As it is now', explanation: `What lies in ${configured} counts.` },
  ] as const
}

function describeSources(sources: readonly { readonly display: string }[]): string {
  const [first] = sources
  if (first === undefined) return ''
  return sources.length === 1 ? first.display : `${sources.length} folders`
}
