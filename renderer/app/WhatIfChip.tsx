import { RotateCcw } from 'lucide-react'
import type { Project } from '../../shared/model/project.ts'
import { parseWhatIfId } from '../../shared/text/what-if-id.ts'
import { useApp } from '../state/store-context.ts'
import { Button } from '../ui/Button.tsx'

/** What people call the settings that can be overridden. */
const WORDS: Readonly<Record<string, string>> = {
  django: 'Django',
  storage: 'storage',
  jsModules: 'JS modules',
  staticUrl: 'STATIC_URL',
  ignore: 'ignore patterns',
  defaultIgnore: 'default ignore patterns',
  manifestStrict: 'strict manifest',
  maxPasses: 'passes',
  keepOnlyHashed: 'keep only hashed',
  releaseId: 'release id',
  clear: '--clear',
  link: '--link',
  postProcess: 'post-processing',
  order: 'order of files',
}

/** Tells that the preview is not of the project's own settings, in what, and takes it back. */
export function WhatIfChip({ project }: { readonly project: Project }) {
  const configure = useApp((state) => state.configureProject)
  const { django, staticRootChoice } = project
  // What is tried besides is told below the verdict.
  if (django === null || parseWhatIfId(project.id) !== null) return null
  const isAssumed = staticRootChoice === 'assumed'
  const changed = [...django.overridden.map((name) => WORDS[name] ?? name), ...(isAssumed ? ['a STATIC_ROOT'] : [])]
  if (changed.length === 0) return null
  const words = `What if: other ${changed.join(', ')} than the project’s settings`
  return (
    <span className="what-if" role="group" aria-label="What if" title={words}>
      <b>What if</b>
      <span className="what-if-text">{changed.join(', ')}</span>
      <Button
        look="icon"
        aria-label="Back to the project’s own settings"
        onPress={() => void configure(project.id, django.own, isAssumed ? 'clean' : undefined)}
      >
        <RotateCcw size={13} aria-hidden="true" />
      </Button>
    </span>
  )
}
