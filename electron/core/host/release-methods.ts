import { join } from 'node:path'
import type { RELEASE_METHODS } from '../../../shared/contract/release-methods.ts'
import type { Job } from '../../../shared/model/job.ts'
import type { StoredRelease } from '../../../shared/model/release.ts'
import { djangoFolders } from '../check/template-folders.ts'
import type { JobContext } from '../jobs/job-runner.ts'
import { checkedName, nameKey } from '../releases/release-rows.ts'
import { nameTaken } from '../releases/save-release.ts'
import type { HostParts, Implementations } from './implementations.ts'
import { candidatesOf, withChosenSource } from './release-sources.ts'
import { readSampleReleases } from './sample-project.ts'

/** The methods on the release store, for the one list of what the engine's side does. */
export function releaseMethods(parts: HostParts): Pick<Implementations, keyof typeof RELEASE_METHODS> {
  const { releases } = parts
  return {
    'releases.list': ({ withRemoved }) => releases.store().list({ withRemoved }).map(withoutCard),
    'releases.get': ({ name }) => releases.store().get(name),
    'releases.files': ({ name, offset, limit }) => ({
      total: releases.store().get(name).release.counts.files,
      files: [...releases.store().pageOf(name, offset, limit)],
    }),
    'releases.history': ({ file }) => [...releases.store().historyOf(file)],
    'releases.candidates': ({ grantId }, signal) => candidatesOf(grantId, parts, signal),
    'releases.take': ({ source, name, note, labels }) => {
      const wanted = checkedName(name)
      if (releases.store().find(wanted) !== null) throw nameTaken(wanted)
      return startTaking(wanted, JSON.stringify([source, note, labels]), parts, (context) =>
        withChosenSource(source, parts, context, async (found, means) => {
          const { takeRelease } = await import('../take/take-release.ts')
          await takeRelease(found, { name: wanted, note, labels }, releases.store(), means)
        }),
      )
    },
    'releases.takeSample': () => startTaking('Sample', 'sample', parts, (context) => takeSample(parts, context)),
    'releases.edit': ({ name, edit }) => releases.store().edit(name, edit),
    'releases.remove': ({ name }) => {
      releases.store().remove(name)
      return null
    },
    'releases.restore': ({ name }) => releases.store().restore(name),
    'releases.export': ({ name, grantId, fileName }) =>
      startExport(name, parts.grants.pathOf(grantId), fileName, parts),
    'releases.check': () => startCheck(parts),
    'releases.checked': () => releases.lastCheck,
  }
}

/** A list shows no card, and a card is as long as a project has apps. */
function withoutCard(stored: StoredRelease): StoredRelease {
  return { ...stored, release: { ...stored.release, card: null } }
}

function startTaking(
  name: string,
  key: string,
  { jobs }: HostParts,
  work: (context: JobContext) => Promise<void>,
): Job {
  // Releases of other names are taken at the same time; to ask for the same one again with other words begins anew.
  const what = { kind: 'release', projectId: `release:${nameKey(name)}`, title: `Release ${name}`, key } as const
  return jobs.start(what, work)
}

async function takeSample({ sampleFolder, releases, facts }: HostParts, context: JobContext): Promise<void> {
  const { takeRelease } = await import('../take/take-release.ts')
  for (const { id, title, request, templates } of await readSampleReleases(sampleFolder)) {
    const name = `Sample ${id}`
    if (releases.store().find(name) !== null) continue
    await takeRelease(
      {
        kind: 'preview',
        request,
        origin: { kind: 'folders', display: 'Ships with Staticscope', commit: null },
        card: null,
        // The second release is broken on purpose.
        keepGoing: true,
        remarks: [],
        templateFolders: djangoFolders(templates),
      },
      { name, note: title, labels: ['sample'] },
      releases.store(),
      { ...context, facts: facts.open() },
    )
  }
}

function startExport(name: string, folder: string, fileName: string, { jobs, releases }: HostParts): Job {
  const output = join(folder, fileName)
  const what = {
    kind: 'export-release',
    projectId: `release:${nameKey(name)}`,
    title: `Export of ${name}`,
    key: output,
  } as const
  return jobs.start(what, async (context) => {
    const { exportRelease } = await import('../take/export-release.ts')
    await exportRelease(releases.store(), name, output, context)
  })
}

function startCheck({ jobs, releases }: HostParts): Job {
  const what = { kind: 'check-releases', projectId: 'releases', title: 'Check of the releases', key: '' } as const
  return jobs.start(what, async (context) => {
    releases.lastCheck = await releases.store().check(context)
  })
}
