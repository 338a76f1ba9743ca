import { storageClassName } from './collect-settings.ts'
import { describeNotCollected } from './describe-not-collected.ts'
import type { Preview } from './preview-result.ts'
import { rulesFor } from './rules.ts'
import type { PreviewTask } from './run-preview.ts'

/** What of a preview is known before anything is run: the choices, and what the walk saw. */
export type PreviewHead = Pick<Preview, 'request' | 'rules' | 'storageClass' | 'providers' | 'notCollected'>

/** The head of a task's preview. Providers of what is not collected are among `providers` afterwards. */
export function describeHead({ request, settings, candidates, providers }: PreviewTask): PreviewHead {
  const { rules, newerThanKnown } = rulesFor(request.settings.django)
  return {
    request,
    rules: { series: rules.series, family: rules.family, newerThanKnown },
    storageClass: storageClassName(settings.storage),
    notCollected: describeNotCollected(candidates, providers),
    providers: providers.all,
  }
}
