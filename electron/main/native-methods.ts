import type { METHODS, MethodOutput, ParsedInput } from '../../shared/contract/methods.ts'
import type { MethodName } from '../../shared/contract/method-names.ts'

/** Methods that main answers itself. */
export type NativeMethod = {
  [M in MethodName]: (typeof METHODS)[M]['side'] extends 'native' ? M : never
}[MethodName]

/** One implementation per native method; a missing one does not compile. */
export type NativeMethods = {
  readonly [M in NativeMethod]: (input: ParsedInput<M>) => MethodOutput<M> | Promise<MethodOutput<M>>
}

/** Pages that "open documentation" may show; the page names a topic and never an address. */
export const DOCUMENTATION = {
  'django-staticfiles': 'https://docs.djangoproject.com/en/stable/howto/static-files/',
  'django-storage':
    'https://docs.djangoproject.com/en/stable/ref/contrib/staticfiles/#django.contrib.staticfiles.storage.ManifestStaticFilesStorage',
  whitenoise: 'https://whitenoise.readthedocs.io/en/stable/django.html',
} as const satisfies Record<ParsedInput<'system.openDocumentation'>['topic'], string>

/** Whether an address may be handed to the system's browser: https or http, and nothing that starts a program. */
export function isWebAddress(address: string): boolean {
  try {
    return ['https:', 'http:'].includes(new URL(address).protocol)
  } catch {
    return false
  }
}
