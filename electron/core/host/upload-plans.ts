import type { OperationFilter, StorageOperation } from '../../../shared/model/upload-plan.ts'
import type { UploadRun } from '../../../shared/model/upload-runs.ts'
import type { Preview } from '../collect/preview-result.ts'
import type { UploadPlan } from '../uploads/plan-uploads.ts'
import type { EngineFunctions } from './engine-functions.ts'

/** Upload plans of the previews that are kept, worked out once each. */
export class UploadPlans {
  readonly #engine: Pick<EngineFunctions, 'planUploads'>
  readonly #plans = new WeakMap<Preview, Map<boolean, Promise<UploadPlan>>>()

  constructor(engine: Pick<EngineFunctions, 'planUploads'>) {
    this.#engine = engine
  }

  /** @param overwrites what the storage does with a name that is taken */
  get(preview: Preview, overwrites: boolean): Promise<UploadPlan> {
    const plans = this.#plans.get(preview) ?? new Map<boolean, Promise<UploadPlan>>()
    this.#plans.set(preview, plans)
    const plan = plans.get(overwrites) ?? this.#engine.planUploads(preview, overwrites, new AbortController().signal)
    plans.set(overwrites, plan)
    // One that failed is worked out again when it is asked for.
    plan.catch(() => plans.delete(overwrites))
    return plan
  }
}

/** The calls of one run that a filter lets through. */
export function filterOperations(
  plan: UploadPlan,
  run: UploadRun,
  filter: OperationFilter,
): readonly StorageOperation[] {
  if (filter === 'all') return plan[run]
  if (filter === 'uploads') return plan[run].filter(({ kind }) => kind === 'save')
  return plan[run].filter(({ absentFor }) => (absentFor ?? 0) > 0)
}
