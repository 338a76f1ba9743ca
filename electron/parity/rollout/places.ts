import { join } from 'node:path'
import { placesOf } from '../../../shared/analysis/rollout/world.ts'
import { isAtLeast } from '../../../shared/analysis/rollout/django-of.ts'
import type { RolloutPlan } from '../../../shared/model/rollout-plan.ts'
import type { ReleaseSide } from '../../../shared/model/rollout.ts'
import type { RolloutSet } from './rollout-set.ts'

/** The file that Django's own storage writes. */
const MANIFEST = 'staticfiles.json'

/** Where everything of one rollout lies. All paths are absolute. */
export class Places {
  readonly home: string
  readonly #set: RolloutSet

  constructor(home: string, set: RolloutSet) {
    this.home = home
    this.#set = set
  }

  /** The code of a release. */
  checkout(side: ReleaseSide): string {
    return join(this.home, `checkout-${side}`)
  }

  /** What a collect of a release alone leaves behind: what its files are meant to be. */
  pristine(side: ReleaseSide): string {
    return join(this.home, `pristine-${side}`)
  }

  /** The STATIC_ROOT of a storage of the model. */
  root(storage: string): string {
    return join(this.home, 'storage', storage.replace(' ', '-'))
  }

  /** What Nginx hands out under `/static/` for a server: a link that a switch sets anew. */
  served(server: number): string {
    return join(this.home, `served-${server}`)
  }

  /** A socket; short, because a path to a socket may have a hundred bytes at most. */
  socket(name: string): string {
    return join(this.home, `${name}.sock`)
  }

  log(name: string): string {
    return join(this.home, `${name}.log`)
  }

  /** The `staticfiles.json` that a process of a release on a server reads. */
  manifest(side: ReleaseSide, server: number): string {
    return this.manifestIn(side, placesOf(this.#set.plan, server, side).storage)
  }

  /** The `staticfiles.json` that a collect of a release into a storage writes. */
  manifestIn(side: ReleaseSide, storage: string): string {
    return join(this.#manifestFolder(side, this.root(storage)), this.#isNamed() ? `staticfiles-${side}.json` : MANIFEST)
  }

  /** The environment of a process of a release, on a server or for a collect into a storage. */
  environment(side: ReleaseSide, root: string, manifestInImage = this.#imageManifest(side)): NodeJS.ProcessEnv {
    const { plan, hash } = this.#set
    const site = {
      release: side,
      staticRoot: root,
      staticUrl: plan.topology === 'folder-per-release' ? `/static/${side}/` : '/static/',
      storage: `rollout_site.${storageClass(plan, hash)}`,
      manifest: manifestInImage,
      whitenoise: plan.serving === 'whitenoise',
      strict: plan.strict,
      keepOnlyHashed: plan.keepOnlyHashed,
      lifetimes: plan.lifetimes,
    }
    return {
      PATH: process.env['PATH'],
      PYTHONUTF8: '1',
      PYTHONDONTWRITEBYTECODE: '1',
      RELEASE_ID: side,
      ROLLOUT_SITE: JSON.stringify(site),
    }
  }

  /** Before `manifest_storage` came, the manifest of each release has a name of its own. */
  #isNamed(): boolean {
    return this.#set.plan.topology === 'manifest-per-release' && !isAtLeast(this.#set.django, 4, 0)
  }

  /** Where the manifest of a release comes with its code. */
  #imageManifest(side: ReleaseSide): string {
    return join(this.home, `image-${side}`)
  }

  #manifestFolder(side: ReleaseSide, root: string): string {
    switch (this.#set.plan.topology) {
      case 'manifest-per-release':
        return this.#isNamed() ? root : join(root, 'releases', side)
      case 'manifest-in-image':
        return this.#imageManifest(side)
      case 'single-server':
      case 'disk-per-server':
      case 'shared-manifest':
      case 'folder-per-release':
      case 'files-in-image':
        return root
    }
  }
}

function storageClass({ topology }: RolloutPlan, hash: RolloutSet['hash']): string {
  if (hash !== 'django') return hash === 'own' ? 'storages.OwnHash' : 'storages.PinnedHash'
  if (topology === 'manifest-per-release') return 'advised.SiteStorage'
  return topology === 'manifest-in-image' ? 'storages.ManifestInImage' : 'storages.SharedManifest'
}
