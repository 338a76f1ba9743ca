import { monitorEventLoopDelay } from 'node:perf_hooks'
import { prepareNamesAtPace } from '../../../shared/analysis/rollout/prepare-names.ts'
import { simulateRollout, worstMoment } from '../../../shared/analysis/rollout/simulate-rollout.ts'
import { TimeSlices } from '../../core/preview/time-slices.ts'
import type { RolloutPage, RolloutRelease } from '../../../shared/analysis/rollout/find-uses.ts'
import { madeUpHead } from './made-up-head.ts'
import type { Content, ReleaseFile } from '../../../shared/model/release.ts'
import { rolloutPlanSchema, TOPOLOGIES } from '../../../shared/model/rollout-plan.ts'

/**
 * Plays rollouts of two releases in every topology and prints what it took as JSON.
 * Words of the command line: names of a release, its pages, servers.
 */
const [names = 22_800, pages = 500, servers = 4] = process.argv.slice(2).map(Number)

/** One in so many files has other bytes in the newer release; one in so many comes or goes with a release. */
const CHANGED = 20
const ONLY_ONE = 500
/** One in so many files is a style sheet, which names the files behind it. */
const SHEETS = 20
const NAMED_BY_SHEET = 6
const NAMES_OF_PAGE = 40

function nameOf(at: number, release: number): string {
  const ending = at % SHEETS === 0 ? 'css' : at % 3 === 0 ? 'js' : 'svg'
  const own = at % ONLY_ONE === 1 ? `-${release}` : ''
  return `app${at % 97}/vendor/package-${Math.floor(at / 400)}/module-${at}${own}.${ending}`
}

function fileOf(at: number, release: number): ReleaseFile {
  const isSheet = at % SHEETS === 0
  const state = at % CHANGED === 0 ? release : 0
  const hash = ((at * 2_654_435_761 + state) % 2 ** 48).toString(16).padStart(12, '0')
  const content: Content = { hash: hash.padEnd(64, '0'), size: 1000 + (at % 1000) }
  const name = nameOf(at, release)
  const dot = name.lastIndexOf('.')
  const targets = isSheet ? Array.from({ length: NAMED_BY_SHEET }, (_, next) => (at + next + 1) % names) : []
  return {
    name,
    hashedName: `${name.slice(0, dot)}.${hash}${name.slice(dot)}`,
    source: content,
    output: content,
    plain: null,
    isRecovered: false,
    provider: null,
    references: targets.map((target) => ({
      target: nameOf(target, release),
      written: 'x',
      range: [0, 0],
      fromSource: true,
    })),
    compressed: [],
  }
}

function pageOf(page: number, release: number): RolloutPage {
  const looked = Array.from({ length: NAMES_OF_PAGE }, (_, at) => nameOf((page * 131 + at * at * 17) % names, release))
  return { template: `shop/page-${page}.html`, names: looked, plainNames: page % 50 === 0 ? looked.slice(0, 2) : [] }
}

function releaseOf(release: number): RolloutRelease {
  return {
    release: { ...madeUpHead(String(release + 1)), counts: { files: names, bytes: 0 } },
    files: Array.from({ length: names }, (_, at) => fileOf(at, release)),
    pages: pages === 0 ? null : Array.from({ length: pages }, (_, page) => pageOf(page, release)),
  }
}

const [a, b] = [releaseOf(0), releaseOf(1)]
const delay = monitorEventLoopDelay({ resolution: 1 })
const startedAt = performance.now()
const before = process.cpuUsage()
delay.enable()
const prepared = await prepareNamesAtPace(a, b, new TimeSlices(null))
delay.disable()
let longestPlay = 0
let longestMatrix = 0
for (const topology of TOPOLOGIES) {
  const plan = rolloutPlanSchema.parse({ topology, servers, cdn: true, cleanUp: { at: '3d' } })
  const playedFrom = performance.now()
  const rollout = simulateRollout(a, b, plan, prepared)
  const matrixFrom = performance.now()
  rollout.matrixAt(worstMoment(rollout))
  longestPlay = Math.max(longestPlay, matrixFrom - playedFrom)
  longestMatrix = Math.max(longestMatrix, performance.now() - matrixFrom)
}
const milliseconds = performance.now() - startedAt
const { user, system } = process.cpuUsage(before)
const processor = (user + system) / 1000
const longestBlock = Math.max(delay.max / 1e6, longestPlay, longestMatrix)
process.stdout.write(JSON.stringify({ names, pages, servers, milliseconds, processor, longestMatrix, longestBlock }))
