import type { FileContent } from '../files/file-content.ts'
import type { VirtualDisk } from '../files/virtual-disk.ts'
import { PythonError } from '../python/python-error.ts'
import type { Screen } from '../jobs/examine-bytes.ts'
import { type DjangoSettings } from './collect-settings.ts'
import type { FileToExamine } from './examine-files.ts'
import type { Candidates } from './find-candidates.ts'
import { hasOwnPattern, isAdjustable } from './storage-patterns.ts'
import { joinPath } from '../python/posix-path.ts'

/**
 * The contents that the run and the findings will ask for: all winners, candidates that lost, and copies that lie in
 * STATIC_ROOT under a winner's name. What cannot be opened is left to the run, which reports it as Django does.
 */
export function* filesToExamine(
  candidates: Candidates,
  settings: DjangoSettings,
  disk: VirtualDisk,
): Generator<FileToExamine> {
  const hasRoot = disk.isFolder(settings.staticRoot)
  for (const [name, { content }] of candidates.winners) {
    if (content !== null) yield { content, screen: screenOf(name, settings) }
    const present = hasRoot ? openOrNull(disk, joinPath(settings.staticRoot, name)) : null
    if (present?.kind === 'disk') yield { content: present, screen: null }
  }
  for (const losers of candidates.shadowed.values())
    for (const { content } of losers) if (content !== null) yield { content, screen: null }
}

function openOrNull(disk: VirtualDisk, path: string): FileContent | null {
  try {
    return disk.open(path)
  } catch (error) {
    if (error instanceof PythonError) return null
    throw error
  }
}

/** How a file will be looked at, by the globs of Django's patterns (case-sensitive). */
export function screenOf(name: string, { rules, storage }: DjangoSettings): Screen {
  if (storage.kind === 'plain' || storage.kind === 'whitenoise') return null
  if (storage.traits.patterns !== null && !isAdjustable(name, rules, storage)) return null
  if (hasOwnPattern(name, storage)) return 'own'
  if (name.endsWith('.css')) return 'css'
  if (!rules.adjustsJavaScript || !name.endsWith('.js')) return null
  return storage.jsModules ? 'modules' : 'js'
}
