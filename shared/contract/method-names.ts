/** Every method of the contract, as plain strings so that the preload needs nothing else. */
export const METHOD_NAMES = [
  'host.describe',
  'grants.choose',
  'grants.roots',
  'grants.list',
  'grants.narrow',
  'grants.files',
  'grants.pick',
  'projects.recents',
  'projects.openSample',
  'projects.openFolders',
  'projects.inspect',
  'projects.openDjango',
  'projects.reread',
  'projects.settings',
  'projects.reopen',
  'projects.forget',
  'projects.get',
  'projects.configure',
  'preview.start',
  'preview.summary',
  'preview.freshness',
  'preview.errors',
  'preview.findings',
  'preview.file',
  'preview.content',
  'preview.why',
  'preview.suggest',
  'view.open',
  'view.rows',
  'view.toggle',
  'view.toggleAll',
  'view.locate',
  'view.close',
  'jobs.list',
  'jobs.cancel',
  'system.reveal',
  'system.copyText',
  'system.openDocumentation',
] as const

export type MethodName = (typeof METHOD_NAMES)[number]

/** Topics of events that the privileged side sends. */
export const EVENT_TOPICS = ['job', 'changed', 'engine', 'grants', 'menu'] as const
export type EventTopic = (typeof EVENT_TOPICS)[number]
