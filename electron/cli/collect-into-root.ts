import { InspectorError } from '../../shared/contract/errors.ts'
import { formatCount } from '../../shared/text/format-bytes.ts'
import { plural } from '../../shared/text/plural.ts'
import { applyIntoRoot } from '../core/collect/apply-into-root.ts'
import { planIntoRoot, type RootPlan } from '../core/collect/plan-into-root.ts'
import type { WorkContext } from '../core/collect/preview-context.ts'
import type { Preview, PreviewRequest } from '../core/collect/preview-result.ts'
import { visibleText } from '../core/projects/visible-text.ts'
import { agreeOnTerminal } from './agree-on-terminal.ts'

/** Names that are shown of what would be lost. */
const SHOWN = 10

/**
 * Collects into the project's own STATIC_ROOT. What would be overwritten or removed is shown, and has to be agreed to:
 * by `--overwrite`, or now on the terminal.
 * @throws InspectorError bad-input without a STATIC_ROOT, refused, would-fail, and what collecting throws
 */
export async function collectIntoRoot(
  request: PreviewRequest,
  { keepGoing, overwrites }: { readonly keepGoing: boolean; readonly overwrites: boolean },
  work: WorkContext,
): Promise<{ readonly preview: Preview; readonly root: string }> {
  const root = request.project?.location ?? ''
  if (root === '')
    throw new InspectorError(
      'bad-input',
      '--into-static-root needs a project (--project DIR) whose STATIC_ROOT is set and on this disk.',
    )
  const plan = await planIntoRoot(request, root, work)
  const lost = plan.overwritten.length + plan.removed.length
  if (lost > 0 && !overwrites) {
    const refusal = 'Nothing was written. Add --overwrite to allow what is below.'
    if (!(await agreeOnTerminal({ question: describe(plan), words: 'Do it?', refusal }, work.signal)))
      throw new InspectorError('refused', 'Nothing was written.')
  }
  await applyIntoRoot(plan, { keepGoing }, work)
  return { preview: plan.preview, root }
}

function describe({ root, added, overwritten, removed, unchanged }: RootPlan): string {
  return [
    `${visibleText(root)}: ${formatCount(added.length)} new, ${formatCount(overwritten.length)} overwritten, ` +
      `${formatCount(removed.length)} removed, ${formatCount(unchanged)} unchanged`,
    ...listed('overwrite', overwritten),
    ...listed('remove', removed),
  ].join('\n')
}

function listed(what: string, names: readonly string[]): string[] {
  if (names.length === 0) return []
  const more = names.length > SHOWN ? [`    … and ${plural(names.length - SHOWN, 'more file')}`] : []
  return [`  ${what}:`, ...names.slice(0, SHOWN).map((name) => `    ${visibleText(name)}`), ...more]
}
