import type { CheckCode, CheckFinding } from '../../../shared/model/check.ts'
import type { CollectSettings } from '../../../shared/model/collect-settings.ts'
import type { ReleasePage } from '../../../shared/model/release.ts'
import type { TemplateItem } from '../../../shared/model/template.ts'
import type { WorkContext } from '../collect/preview-context.ts'
import type { PreviewRequest } from '../collect/preview-result.ts'
import { previewStatic } from '../collect/preview-static.ts'
import type { ComparedSide } from '../compare/compared-side.ts'
import { checkReferences } from './check-references.ts'
import type { FoundTemplate } from './read-templates.ts'
import { layRelease } from './lay-release.ts'
import { readLaidRelease, withoutPaths } from './read-laid-release.ts'
import { keepReleaseFindings, recallReleaseFindings, releaseFindingsKey } from './remember-release-findings.ts'

/** The findings of a release, or why nobody can tell them. */
export type ReleaseFindings =
  | {
      readonly findings: readonly CheckFinding[]
      /** Names that templates ask for were looked up. */
      readonly knowsPages: boolean
    }
  | { readonly unknown: string }

/**
 * What is told of folders, settings and the present STATIC_ROOT, of which a release holds nothing; and of files that
 * nothing asks for, which needs the texts of templates.
 */
const NOT_OF_RELEASES: ReadonlySet<CheckCode> = new Set([
  'unused-file',
  'settings-check',
  'shadowed-different',
  'source-link-outside',
  'nested-static-root',
  'link-in-static-root',
  'duplicate-root',
  'folder-in-the-way',
  'newer-django',
  'not-emulated',
  'same-release-id',
  'stale-target',
  'mtime-skip',
  'plain-and-hashed-differ',
  'order-dependent',
  'already-hashed-input',
  'template-missing',
  'template-name-dynamic',
])

/** Whether a release can tell a finding of this code at all. */
export function isOfReleases({ code, in: place }: Pick<CheckFinding, 'code' | 'in'>): boolean {
  // Of templates a release keeps the names that they look up; addresses written by hand are not among them.
  return place === 'static' ? !NOT_OF_RELEASES.has(code) : place === 'template' && code === 'template-name-missing'
}

/**
 * Checks a release as a project is checked: its files are laid aside under their logical names, collected once more by its
 * own settings, and read. What its pages look up is known where its templates were read. A release never changes, so what
 * was found is kept, and is there at once when it is asked for again.
 * @throws InspectorError cancelled, disk-full, and what a preview throws
 */
export async function checkRelease(side: ComparedSide, work: WorkContext): Promise<ReleaseFindings> {
  const { settings, name } = side.release
  if (settings === null) return { unknown: `The settings of ${name} are not known.` }
  const key = releaseFindingsKey(side)
  const known = recallReleaseFindings(key, work.facts)
  if (known !== null) return known
  const found = await checkNow(side, settings, work)
  keepReleaseFindings(key, found, work.facts)
  return found
}

async function checkNow(side: ComparedSide, settings: CollectSettings, work: WorkContext): Promise<ReleaseFindings> {
  const { release, files } = side
  const aside = await layRelease(side, work)
  if (typeof aside === 'string') return { unknown: `${release.name}: ${aside}` }
  try {
    const { pages } = release
    const request: PreviewRequest = {
      settings: { ...settings, defaultIgnore: false, ignore: [], clear: false },
      sources: [{ kind: 'directory', path: aside.folder, prefix: '' }],
      staticRoot: null,
    }
    const known = await readLaidRelease(request, files, work)
    if (typeof known === 'string') return { unknown: `${release.name}: ${known}` }
    const preview = await previewStatic(request, { ...work, facts: withoutPaths(work.facts), known })
    const { findings } = await checkReferences(
      {
        preview,
        templateFolders: null,
        templates: pages === null ? null : templatesOf(pages),
        python: new Map(),
        accepted: [],
      },
      work,
    )
    const providers = new Map(files.map(({ name, provider }) => [name, provider]))
    return {
      knowsPages: pages !== null,
      findings: findings.flatMap(({ finding }) => {
        if (!isOfReleases(finding)) return []
        const provider = release.providers[providers.get(finding.file) ?? -1] ?? null
        // In which template and line a name stands is not kept: it is told with the first of its pages.
        if (finding.in === 'template')
          return [{ ...finding, file: finding.pages[0] ?? '', line: null, column: null, provider }]
        return [{ ...finding, provider }]
      }),
    }
  } finally {
    await aside.discard()
  }
}

/**
 * The pages of a release as templates. Each name stands in a part of its own, which the pages that look it up include: so a
 * name is one finding, with all of its pages. In which template it is written is not kept.
 */
function templatesOf(pages: readonly ReleasePage[]): ReadonlyMap<string, FoundTemplate> {
  const templates = new Map<string, FoundTemplate>()
  const place = { offset: 0, line: 1, column: 1 }
  const add = (name: string, items: readonly TemplateItem[]): void => {
    templates.set(name, { path: name, reading: { engine: 'django', parent: null, items } })
  }
  for (const { template, names } of pages) {
    for (const name of names)
      add(partOf(name), [
        {
          kind: 'reference',
          reference: {
            ...place,
            kind: 'django-static',
            text: name,
            url: name,
            request: 'requested',
            condition: null,
            base: 'document',
          },
        },
      ])
    add(
      template,
      names.map((name) => ({ kind: 'include', template: { ...place, name: partOf(name) } })),
    )
  }
  return templates
}

/** No template can be called so. */
function partOf(name: string): string {
  return `\0${name}`
}
