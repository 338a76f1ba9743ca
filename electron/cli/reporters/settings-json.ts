import type { SettingsCard } from '../../../shared/model/settings-card.ts'

/** What a document of `settings --json` calls itself; it changes when the meaning of a member does. */
export const SETTINGS_SCHEMA = 'staticscope/settings@1'

/** The document of `settings --json`: equal settings give equal text. */
export function* settingsJson(card: SettingsCard): Generator<string> {
  yield `${JSON.stringify({ schema: SETTINGS_SCHEMA, ...card }, null, 2)}\n`
}
