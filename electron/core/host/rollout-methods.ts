import { groupKey, hazardsInGroup } from '../../../shared/analysis/rollout/group-hazards.ts'
import { stepAt } from '../../../shared/analysis/rollout/story-step.ts'
import { keepRows } from '../../../shared/analysis/rollout/keep-rows.ts'
import { deletableAt } from '../../../shared/analysis/rollout/keep-until.ts'
import { topologyCards } from '../../../shared/analysis/rollout/topologies.ts'
import type { ParsedInput } from '../../../shared/contract/methods.ts'
import type { ROLLOUT_METHODS } from '../../../shared/contract/rollout-methods.ts'
import { prepareNamesAtPace } from '../../../shared/analysis/rollout/prepare-names.ts'
import { rolloutRelease } from '../../../shared/analysis/rollout/find-uses.ts'
import { TimeSlices } from '../preview/time-slices.ts'
import { type ExportDocument, fileStem } from '../reports/export-document.ts'
import { OpenRollouts } from '../rollout/open-rollouts.ts'
import { InspectorError } from '../../../shared/contract/errors.ts'
import { takeSide, titleOf } from './chosen-sides.ts'
import { cardOf } from './django-projects.ts'
import type { HostParts, Implementations } from './implementations.ts'

/** So many hazards of one moment are told with its matrix. */
const HAZARDS_AT = 100

/** More characters than these are better saved than copied; `system.copyText` takes no more. */
const CLIPBOARD = 1_000_000

/** The methods on rollouts, for the one list of what the engine's side does. */
export function rolloutMethods(parts: HostParts): Pick<Implementations, keyof typeof ROLLOUT_METHODS> {
  const rollouts = new OpenRollouts()
  return {
    'rollout.topologies': () => topologyCards(),
    'rollout.start': ({ a, b }) => {
      const pairId = JSON.stringify([a, b])
      const title = `Rollout of ${titleOf(b)} after ${titleOf(a)}`
      const job = parts.jobs.start({ kind: 'rollout', projectId: pairId, title, key: pairId }, async (context) => {
        const sideA = rolloutRelease(await namedSide(a, parts, context))
        const sideB = rolloutRelease(await namedSide(b, parts, context))
        const names = await prepareNamesAtPace(sideA, sideB, new TimeSlices(context.signal))
        rollouts.finish(pairId, { a: sideA, b: sideB, names })
      })
      return { pairId, job }
    },
    'rollout.simulate': ({ pairId, plan }) => {
      const { rolloutId, rollout } = rollouts.play(pairId, plan)
      return { rolloutId, head: rollout.head }
    },
    'rollout.timeline': ({ rolloutId, server }) => rollouts.get(rolloutId).timeLine(server),
    'rollout.hazardGroups': ({ rolloutId, by, find, offset, limit }) => {
      const rollout = rollouts.get(rolloutId)
      const groups = rollout.hazardGroups(by)
      const hazard = rollout.hazards.find((one) => one.hazard.id === find)
      return {
        total: groups.length,
        found: hazard === undefined ? null : groupKey(hazard, by),
        groups: groups.slice(offset, offset + limit),
      }
    },
    'rollout.hazards': ({ rolloutId, group, offset, limit }) => {
      const all = rollouts.get(rolloutId).hazards
      const hazards = group === null ? all : hazardsInGroup(all, group.by, group.key)
      return { total: hazards.length, hazards: hazards.slice(offset, offset + limit).map(({ hazard }) => hazard) }
    },
    'rollout.hazard': ({ rolloutId, hazardId, offset, limit }) => {
      const found = rollouts.get(rolloutId).hazards.find(({ hazard }) => hazard.id === hazardId)
      if (found === undefined) throw new InspectorError('not-found', `This rollout has no hazard ${hazardId}.`)
      const { files, pages } = found.named()
      const piece = (names: readonly string[]) => ({ total: names.length, names: names.slice(offset, offset + limit) })
      return { files: piece(files), pages: piece(pages ?? []) }
    },
    'rollout.matrix': ({ rolloutId, at }) => {
      const rollout = rollouts.get(rolloutId)
      return {
        cells: rollout.matrixAt(at),
        rollback: rollout.rollbackAt(at),
        step: stepAt(rollout.events, at),
        hazards: rollout.hazardsAt(at).slice(0, HAZARDS_AT),
      }
    },
    'rollout.keep': ({ rolloutId, query, find, offset, limit }) => {
      const { files, counts } = keepRows(rollouts.get(rolloutId).keep(), query)
      const found = find === null ? -1 : files.findIndex(({ storedName }) => storedName === find)
      return {
        total: files.length,
        counts,
        found: found === -1 ? null : found,
        files: files.slice(offset, offset + limit),
      }
    },
    'rollout.deletable': ({ rolloutId, at, offset, limit }) => {
      const files = deletableAt(rollouts.get(rolloutId).keep(), at)
      const bytes = files.reduce((sum, { size }) => sum + (size ?? 0), 0)
      return { total: files.length, bytes, files: files.slice(offset, offset + limit) }
    },
    'rollout.advice': ({ rolloutId }) => rollouts.get(rolloutId).advice(),
    'rollout.explain': ({ rolloutId, text, at }) => rollouts.get(rolloutId).explain(text, at),
    'rollout.recognise': async ({ projectId, texts }) => {
      const { recogniseSetUp } = await import('../rollout/recognise/recognise-set-up.ts')
      const card = projectId === null ? null : cardOf(parts.projects.get(projectId))
      return recogniseSetUp(card, texts)
    },
    'rollout.readPlan': async ({ text, otherwise }) => {
      const { readPlan } = await import('../rollout/read-plan.ts')
      return readPlan(text, 'The plan', null, otherwise)
    },
    'rollout.deleteText': async ({ rolloutId, format, at }) => {
      const { deleteList } = await import('../reports/rollout/delete-list.ts')
      const text = [...deleteList(rollouts.get(rolloutId).keep(), at, format)].join('')
      return { text: text.length > CLIPBOARD ? null : text }
    },
    'rollout.export': async (wish) => {
      const document = await documentOf(wish, rollouts)
      return { exportId: parts.exports.add(document), fileName: document.fileName }
    },
  }
}

/** A side as sentences call it: what is taken aside has a path for its name, which is no word for them. */
async function namedSide(...[side, parts, context]: Parameters<typeof takeSide>): ReturnType<typeof takeSide> {
  const taken = await takeSide(side, parts, context)
  return 'release' in side ? taken : { ...taken, release: { ...taken.release, name: titleOf(side) } }
}

async function documentOf(wish: ParsedInput<'rollout.export'>, rollouts: OpenRollouts): Promise<ExportDocument> {
  const rollout = rollouts.get(wish.rolloutId)
  const { head } = rollout
  const stem = fileStem(`${head.a}-${head.b}-rollout`)
  const { deleteList } = await import('../reports/rollout/delete-list.ts')
  switch (wish.format) {
    case 'html': {
      const { rolloutHtml } = await import('../reports/rollout/rollout-html.ts')
      return { fileName: `${stem}.html`, type: 'text/html; charset=utf-8', pieces: () => rolloutHtml(rollout, wish.at) }
    }
    case 'markdown': {
      const { rolloutMarkdown } = await import('../reports/rollout/rollout-markdown.ts')
      return {
        fileName: `${stem}.md`,
        type: 'text/markdown; charset=utf-8',
        pieces: () => rolloutMarkdown(rollout, wish.at),
      }
    }
    case 'json': {
      const { rolloutDocument } = await import('../reports/rollout/rollout-document.ts')
      return {
        fileName: `${stem}.json`,
        type: 'application/json; charset=utf-8',
        pieces: () => [JSON.stringify(rolloutDocument(rollout, wish.at), null, 2), '\n'],
      }
    }
    case 'list':
    case 'sh':
    case 'aws':
    case 'gsutil':
    case 'az':
      return {
        fileName: `${stem}-delete.${wish.format === 'list' ? 'txt' : 'sh'}`,
        type: 'text/plain; charset=utf-8',
        pieces: () => deleteList(rollout.keep(), wish.at, wish.format),
      }
  }
}
