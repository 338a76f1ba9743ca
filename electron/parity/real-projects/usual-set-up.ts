import type { ProjectPackages } from './project-environment.ts'
import { projectFiles, type SetUp, type SettingsParts } from './set-up.ts'

const PYTHONS: Readonly<Record<string, string>> = { '3.2': '3.9', '4.2': '3.11', '5.2': '3.12', '6.1': '3.13' }

/** Packages on the newest Django of a series, on the Python that goes with it. */
export function packages(
  name: string,
  series: string,
  requirements: readonly string[],
  python = PYTHONS[series],
): ProjectPackages {
  return {
    name: `${name}-${series}`,
    python: python ?? '3.12',
    requirements: [`django~=${series}.0`, ...requirements],
  }
}

/** A set-up of the usual layout, not a small one. */
export function setUp(
  name: string,
  series: string,
  environment: ProjectPackages,
  parts: SettingsParts,
  more: Readonly<Record<string, string>> = {},
): SetUp {
  const files = projectFiles(series, parts, more)
  return { name: `${name}, Django ${series}`, packages: environment, isSmall: false, files }
}
