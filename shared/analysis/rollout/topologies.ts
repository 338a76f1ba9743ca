import {
  type RolloutPlan,
  rolloutPlanSchema,
  type RolloutPlanInput,
  TOPOLOGIES,
  type Topology,
} from '../../model/rollout-plan.ts'
import type { TopologyCard } from '../../model/rollout.ts'

type Words = Pick<TopologyCard, 'title' | 'sentence' | 'files' | 'manifest'>

const WORDS: Readonly<Record<Topology, Words>> = {
  'single-server': {
    title: 'Single server, in place',
    sentence: 'One machine behind Nginx or Apache; each release is collected over the last one.',
    files: 'one STATIC_ROOT',
    manifest: 'inside it',
  },
  'disk-per-server': {
    title: 'A disk per server',
    sentence: 'Several web servers without a shared disk, updated one after the other.',
    files: 'one STATIC_ROOT each',
    manifest: 'each its own',
  },
  'shared-manifest': {
    title: 'Shared disk or bucket, shared manifest',
    sentence: 'ManifestStaticFilesStorage, or its S3 variant, as it comes.',
    files: 'one place',
    manifest: 'one, overwritten by each release',
  },
  'manifest-per-release': {
    title: 'Shared files, a manifest per release',
    sentence: 'Hashed files of all releases lie together; each release reads its own manifest.',
    files: 'one place',
    manifest: 'one per release id',
  },
  'folder-per-release': {
    title: 'A folder per release',
    sentence: 'The release id is part of STATIC_ROOT and STATIC_URL.',
    files: 'one folder per release id',
    manifest: 'inside it',
  },
  'files-in-image': {
    title: 'Files inside the image',
    sentence: 'WhiteNoise in containers: each process brings the files of its own release.',
    files: 'in each process',
    manifest: 'in each process',
  },
  'manifest-in-image': {
    title: 'Shared files, the manifest inside the image',
    sentence: 'The manifest lies beside the code (`manifest_storage`); hashed files are uploaded to one place.',
    files: 'one place',
    manifest: 'in each process',
  },
}

const CHANGES: Readonly<Record<Topology, Partial<RolloutPlanInput>>> = {
  'single-server': { switch: { wave: 2, every: 0 } },
  // Each server is collected to and switched at once, one server after the other.
  'disk-per-server': { collect: { at: 530 } },
  'shared-manifest': {},
  'manifest-per-release': {},
  'folder-per-release': {},
  'files-in-image': { serving: 'whitenoise' },
  'manifest-in-image': {},
}

/** The plan of a topology where nothing else is said. */
export function defaultPlan(topology: Topology): RolloutPlan {
  return rolloutPlanSchema.parse({ topology, ...CHANGES[topology] })
}

/** The default plan of a topology with what is said otherwise, parts of parts included; or what is wrong with it. */
export function planFrom(
  topology: Topology,
  said: Readonly<Record<string, unknown>>,
): ReturnType<typeof rolloutPlanSchema.safeParse> {
  const plan: Record<string, unknown> = { ...CHANGES[topology] }
  for (const [key, value] of Object.entries(said)) {
    const known = plan[key]
    plan[key] = isPart(known) && isPart(value) ? { ...known, ...value } : value
  }
  return rolloutPlanSchema.safeParse(plan)
}

function isPart(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** All topologies with their words and default plans. */
export function topologyCards(): TopologyCard[] {
  return TOPOLOGIES.map((topology) => ({ topology, ...WORDS[topology], plan: defaultPlan(topology) }))
}

/** A topology in a few words. */
export function topologyTitle(topology: Topology): string {
  return WORDS[topology].title
}
