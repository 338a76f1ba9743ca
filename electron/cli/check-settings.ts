import { InspectorError } from '../../shared/contract/errors.ts'
import { type CollectSettings, collectSettingsSchema } from '../../shared/model/collect-settings.ts'

/** Checks settings by the schema of the model. @throws InspectorError bad-input, naming the option */
export function checkSettings(settings: CollectSettings): void {
  const checked = collectSettingsSchema.safeParse(settings)
  if (checked.success) return
  const [issue] = checked.error.issues
  const option = `--${String(issue?.path[0] ?? '').replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`
  throw new InspectorError('bad-input', `${option} is not right: ${issue?.message ?? 'unknown value'}.`)
}
