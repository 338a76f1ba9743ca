import { type SettingsCard, settingsCardSchema } from '../../../shared/model/settings-card.ts'

/** Where something was laid out for a while, and where the user has it. Absolute paths. */
export type LaidOut = { readonly folder: string; readonly original: string }

/** A text with the user's own path for that of the temporary folder, which is gone when it is read. */
export function textAsInOriginal(text: string, { folder, original }: LaidOut): string {
  return text.replaceAll(folder, original)
}

/** The same for every path in a card. */
export function cardAsInOriginal(card: SettingsCard, { folder, original }: LaidOut): SettingsCard {
  const [from, to] = [folder, original].map((path) => JSON.stringify(path).slice(1, -1))
  return settingsCardSchema.parse(JSON.parse(JSON.stringify(card).replaceAll(from ?? '', to ?? '')))
}
