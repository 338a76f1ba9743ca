import type { CheckCase } from './cases/check-case-fixture.ts'
import { NAME_CASES } from './cases/names-fixture.ts'
import { REFERENCE_CASES } from './cases/references-fixture.ts'
import { SETTINGS_CASES } from './cases/settings-fixture.ts'
import { STATIC_ROOT_CASES } from './cases/static-root-fixture.ts'
import { TEMPLATE_CASES } from './cases/templates-fixture.ts'

/** The specification of the check by example: the key says what the case is about. */
export const CHECK_CASES: Readonly<Record<string, CheckCase>> = {
  ...REFERENCE_CASES,
  ...TEMPLATE_CASES,
  ...NAME_CASES,
  ...STATIC_ROOT_CASES,
  ...SETTINGS_CASES,
}
