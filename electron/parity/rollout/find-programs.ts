import { findPackages, findPythonEnvironment } from '../python-environment.ts'
import { findFrontPrograms } from './nginx.ts'
import type { Programs } from './real-world.ts'

/** What a rollout needs in a series of Django, or why it cannot be played here. */
export type FoundPrograms =
  | { readonly kind: 'ready'; readonly programs: Programs }
  | { readonly kind: 'missing'; readonly reason: string }

/** Finds Nginx, and a Python with Django, WhiteNoise and gunicorn; installs the latter once, in the user's cache folder. */
export function findPrograms(series: string): FoundPrograms {
  const front = findFrontPrograms()
  if (front.kind === 'missing') return front
  const environment = findPythonEnvironment(series)
  if (environment.kind === 'missing') return environment
  const packages = findPackages(environment.python, 'gunicorn', ['gunicorn==23.0.0', 'packaging'])
  if (packages === null) return { kind: 'missing', reason: 'gunicorn could not be installed' }
  return { kind: 'ready', programs: { python: environment.python, packages, front } }
}
