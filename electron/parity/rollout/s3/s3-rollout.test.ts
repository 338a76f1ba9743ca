import { beforeAll, describe, expect, it } from 'vitest'
import { storedName } from '../../../../shared/analysis/rollout/classify-names.ts'
import type { RolloutRelease } from '../../../../shared/analysis/rollout/find-uses.ts'
import { type Rollout, simulateRollout } from '../../../../shared/analysis/rollout/simulate-rollout.ts'
import { rolloutPlanSchema } from '../../../../shared/model/rollout-plan.ts'
import type { StorageOperation } from '../../../../shared/model/upload-plan.ts'
import { deleteList } from '../../../core/reports/rollout/delete-list.ts'
import { laySources, plannedCalls, takeFrom } from './s3-releases.ts'
import { findS3Python, type Listing, LOCATION, type S3StorageKind, type ServedRequest, S3World } from './s3-world.ts'

const found = findS3Python()
if (found.kind === 'missing') process.stderr.write(`Rollouts in a real S3 server are skipped: ${found.reason}\n`)

/** Where each storage keeps the manifest of a release, below the location. */
const MANIFEST: Readonly<Record<S3StorageKind, (release: string) => string>> = {
  shared: () => 'staticfiles.json',
  example: (release) => `${release}/staticfiles.json`,
  advised: (release) => `releases/${release}/staticfiles.json`,
}
/** All that may go when nobody asks for anything of A any more. */
const IN_THE_END = Number.MAX_SAFE_INTEGER

/** What a real server got and held while two releases were collected into it. */
type Seen = {
  readonly a: RolloutRelease
  readonly b: RolloutRelease
  readonly rollout: Rollout
  /** Calls of the upload plan and real requests: of A into nothing, of A again, and of B over A. */
  readonly runs: Readonly<Record<'first' | 'again' | 'next', Run>>
  readonly afterA: Listing
  readonly afterB: Listing
  /** What templates of A get from a process that starts after B was collected. */
  readonly lookUpsOfA: Readonly<Record<string, string>>
  /** After the script with what may go in the end. */
  readonly afterScript: Listing
}
type Run = { readonly planned: readonly StorageOperation[]; readonly served: readonly ServedRequest[] }

for (const storage of ['shared', 'example', 'advised'] as const)
  describe.skipIf(found.kind === 'missing')(`two releases in a real S3 server, storage: ${storage}`, () => {
    let seen: Seen
    beforeAll(async () => {
      seen = await see(storage)
    }, 300_000)

    it.each(['first', 'again', 'next'] as const)('get the calls of the upload plan in its order, %s run', (run) => {
      const { planned, served } = seen.runs[run]
      const release = run === 'next' ? 'b' : 'a'
      expect(served.map(({ method, key, status }) => `${method} ${below(key)} ${status}`)).toEqual(
        planned.flatMap((call) => requestsOf(call, MANIFEST[storage](release))),
      )
    })

    it('leave plain copies, hashed files and manifests, those of A beside those of B', () => {
      const { a, b, afterA, afterB } = seen
      const manifests = { a: MANIFEST[storage]('a'), b: MANIFEST[storage]('b') }
      expect(namesIn(afterA)).toEqual(sorted([...filesOf(a), manifests.a]))
      expect(namesIn(afterB)).toEqual(sorted([...filesOf(a), ...filesOf(b), manifests.a, manifests.b]))
    })

    it('have what is deleted and saved again away for a moment, as the model says, and nothing else', () => {
      const { a, rollout, afterA, runs } = seen
      const away = absences(runs.next.served, new Set(afterA.keys()))
      const asked = new Map([
        ...a.files.map((file) => [storedName(file), file.name] as const),
        ...(a.pages ?? []).flatMap(({ plainNames }) => plainNames.map((name) => [name, name] as const)),
      ])
      const files = rollout.hazards
        .filter(({ hazard }) => hazard.page === 'a' && hazard.condition === 'moment')
        .flatMap(({ named }) => named().files)
      expect(sorted(files)).toEqual(sorted(away.flatMap((name) => asked.get(name) ?? [])))
    })

    it('have all files of B there before its manifest, and all of A all the time but for those moments', () => {
      const { a, b, afterA, runs } = seen
      const manifest = MANIFEST[storage]('b')
      const present = new Set([...afterA.keys()].map(below))
      let atManifest: ReadonlySet<string> | null = null
      const gone = new Set<string>()
      for (const { method, key } of runs.next.served) {
        if (method === 'PUT' && below(key) === manifest) atManifest = new Set(present)
        if (method === 'PUT') present.add(below(key))
        if (method === 'DELETE') present.delete(below(key))
        if (method === 'DELETE') gone.add(below(key))
      }
      const onlyInA = a.files.map(storedName).filter((name) => !b.files.some((file) => storedName(file) === name))
      expect({
        missingBefore: b.files.map(storedName).filter((name) => atManifest?.has(name) !== true),
        goneOfA: onlyInA.filter((name) => gone.has(name)),
      }).toEqual({ missingBefore: [], goneOfA: [] })
    })

    it('give templates of A what the model says to a process that starts after the collect of B', () => {
      const { a, b, rollout, lookUpsOfA } = seen
      const table = new Map((storage === 'shared' ? b : a).files.map((file) => [file.name, storedName(file)]))
      expect(lookUpsOfA).toEqual(
        Object.fromEntries(
          a.files.map(({ name }) => [
            name,
            table.has(name)
              ? `${LOCATION}/${table.get(name)}`
              : `ValueError: Missing staticfiles manifest entry for '${name}'`,
          ]),
        ),
      )
      const errors = rollout.hazards.filter(({ hazard }) => hazard.outcome === 'error-500' && hazard.table === 'b')
      const failing = Object.entries(lookUpsOfA).filter(([, answer]) => answer.startsWith('ValueError'))
      expect([...new Set(errors.flatMap(({ named }) => named().files))]).toEqual(failing.map(([name]) => name))
      expect([...new Set(errors.map(({ hazard }) => hazard.message))]).toEqual(failing.map(([, answer]) => answer))
    })

    it('lose by the script with what may go in the end the hashed files that only A has, and nothing else', () => {
      const { a, b, afterB, afterScript } = seen
      const kept = new Set(b.files.map(storedName))
      const onlyInA = a.files.map(storedName).filter((name) => !kept.has(name))
      expect(onlyInA.length).toBeGreaterThan(0)
      expect(namesIn(afterScript)).toEqual(namesIn(afterB).filter((name) => !onlyInA.includes(name)))
    })
  })

async function see(storage: S3StorageKind): Promise<Seen> {
  if (found.kind === 'missing') throw new Error(found.reason)
  await using world = await S3World.start(found.python, found.packages)
  using sourcesA = laySources('a')
  using sourcesB = laySources('b')
  const collect = async (path: string, release: string): Promise<Run> => {
    const before = seenBy(await world.list(), MANIFEST[storage](release))
    return { planned: await plannedCalls(path, before), served: await world.collect(path, { storage, release }) }
  }
  const [first, again] = [await collect(sourcesA.path, 'a'), await collect(sourcesA.path, 'a')]
  const afterA = await world.list()
  const next = await collect(sourcesB.path, 'b')
  const afterB = await world.list()
  const [a, b] = [await takeFrom('a', sourcesA.path), await takeFrom('b', sourcesB.path)]
  const names = a.files.map(({ name }) => name)
  const lookUpsOfA = await world.lookUp(names, { storage, release: 'a' })
  const topology = storage === 'shared' ? 'shared-manifest' : 'manifest-per-release'
  const rollout = simulateRollout(a, b, rolloutPlanSchema.parse({ topology, bucket: 's3' }))
  await world.runScript([...deleteList(rollout.keep(), IN_THE_END, 'aws')].join(''))
  const afterScript = await world.list()
  return { a, b, rollout, runs: { first, again, next }, afterA, afterB, lookUpsOfA, afterScript }
}

/** The bucket as the storage of one release sees it: its manifest in the place of the usual one, and no other. */
function seenBy(listing: Listing, manifest: string): Listing {
  return new Map(
    [...listing].flatMap(([key, file]) => {
      if (!key.endsWith('/staticfiles.json')) return [[key, file] as const]
      return below(key) === manifest ? [[`${LOCATION}/staticfiles.json`, file] as const] : []
    }),
  )
}

/** What the S3 storage of django-storages 1.14.6 asks of the server for one call. */
function requestsOf({ kind, name, bytes, found: isThere }: StorageOperation, manifest: string): string[] {
  const key = name === 'staticfiles.json' ? manifest : name
  switch (kind) {
    case 'exists':
      return [`HEAD ${key} ${isThere === true ? 200 : 404}`]
    case 'modified-time':
      return [`HEAD ${key} 200`]
    case 'delete':
      return [`DELETE ${key} 204`]
    case 'save':
      return [`PUT ${key} 200`]
    case 'open':
      // `S3File` asks whether the file is there, and boto3 for its size before it fetches it.
      return bytes === 0 ? [`HEAD ${key} 404`] : [`HEAD ${key} 200`, `HEAD ${key} 200`, `GET ${key} 200`]
    case 'list':
      throw new Error('no run without --clear lists the bucket')
  }
}

/** The names that were there, were deleted and came again, in the order of their deletion, each once. */
function absences(served: readonly ServedRequest[], before: ReadonlySet<string>): string[] {
  const deleted = served.filter(({ method, key }) => method === 'DELETE' && before.has(key)).map(({ key }) => key)
  const back = new Set(served.filter(({ method }) => method === 'PUT').map(({ key }) => key))
  return [...new Set(deleted)].filter((key) => back.has(key)).map(below)
}

function filesOf({ files }: RolloutRelease): string[] {
  return files.flatMap((file) => [file.name, storedName(file)])
}

function namesIn(listing: Listing): string[] {
  return sorted([...listing.keys()].map(below))
}

function below(key: string): string {
  return key.slice(LOCATION.length + 1)
}

function sorted(names: readonly string[]): string[] {
  return [...new Set(names)].toSorted()
}
