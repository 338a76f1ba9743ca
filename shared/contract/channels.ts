/** Names of the Electron channels between a page's preload and main; plain strings so that the preload needs nothing else. */
export const CHANNELS = {
  /** page → main: a `Request`. */
  request: 'staticscope:request',
  /** main → page: a `Response`. */
  response: 'staticscope:response',
  /** preload → main: paths of folders dropped on the window. */
  drop: 'staticscope:drop',
} as const
