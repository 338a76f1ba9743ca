import { doTextTask, type TextTask } from './text-work.ts'

addEventListener('message', ({ data }: MessageEvent<TextTask>) => postMessage(doTextTask(data)))
