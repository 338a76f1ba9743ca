import { prettyText, type PrettyTask } from './pretty-text.ts'

addEventListener('message', ({ data }: MessageEvent<PrettyTask>) => postMessage(prettyText(data)))
