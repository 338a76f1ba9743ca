import type { Finding } from '../../../../shared/model/finding.ts'
import { UNKNOWN_RELEASE } from '../release-id.ts'
import { rulesFor } from '../rules.ts'
import { finding, type FindingContext } from './finding-context.ts'

/** What is wrong with the choices themselves. */
export function settingsFindings({ request, settings, location }: FindingContext): Finding[] {
  const findings: Finding[] = []
  const { newerThanKnown, rules } = rulesFor(request.settings.django)
  if (newerThanKnown)
    findings.push(
      finding(
        'newer-django',
        'note',
        '',
        `Django ${request.settings.django} is newer than the rules known here: those of ${rules.series} were used`,
      ),
    )
  if (settings.storage.releaseId === UNKNOWN_RELEASE)
    findings.push(
      finding(
        'same-release-id',
        'error',
        '',
        `No release id was found, so it is "${UNKNOWN_RELEASE}" for every release: their manifests overwrite each other`,
      ),
    )
  for (const { severity, sentence } of request.project?.notEmulated ?? [])
    findings.push(finding('not-emulated', severity, '', sentence))
  const seen = new Set<string>()
  for (const { path } of settings.staticfilesDirs.entries) {
    const folder = path.replace(/\/+$/, '')
    if (seen.has(folder))
      findings.push(
        finding(
          'duplicate-root',
          'warning',
          '',
          `${folder} is given twice: every file in it is a duplicate, and only the last prefix counts`,
          { target: folder },
        ),
      )
    seen.add(folder)
    if (request.staticRoot !== null && location.startsWith(`${folder}/`))
      findings.push(
        finding(
          'nested-static-root',
          'warning',
          '',
          `STATIC_ROOT ${location} lies inside the source folder ${folder}: each run collects its own output again`,
          { target: folder },
        ),
      )
  }
  return findings
}
