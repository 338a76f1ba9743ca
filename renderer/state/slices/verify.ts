import type { InspectorClient } from '../../../shared/contract/client.ts'
import { type ErrorData, InspectorError, toErrorData } from '../../../shared/contract/errors.ts'
import type { Job } from '../../../shared/model/job.ts'
import type { VerificationDifference, VerificationState } from '../../../shared/model/verification.ts'
import { verificationSentence } from '../../../shared/text/describe-verification.ts'
import type { AppSlice } from '../app-store.ts'
import { projectOf } from '../route.ts'
import { missingPages, noPages, PAGE_SIZE, type RowPages, withPage } from '../row-pages.ts'
import { LARGEST_TEXT, type WholeText } from './contents.ts'

/** Bytes of one piece of a text. */
const PIECE = 2 << 20

export type VerifySlice = {
  /** The newest verification of the project that is shown; null before the first. */
  readonly verification: VerificationState | null
  /** Why the last run gave none; null after one that did. */
  readonly verifyFailure: ErrorData | null
  readonly differences: RowPages<VerificationDifference>
  /** Index of the difference that is shown in the detail. */
  readonly selectedDifference: number | null
  /** Runs the project's real collectstatic, and shows what comes out. */
  readonly startVerify: () => Promise<void>
  /** Takes the state of a verify job of the project that is shown. */
  readonly followVerify: (job: Job) => void
  readonly loadVerification: (projectId: string) => Promise<void>
  readonly readDifferences: (first: number, last: number) => Promise<void>
  readonly selectDifference: (index: number | null) => void
  /** Reads an output file of one side whole. @throws InspectorError */
  readonly readVerifiedText: (name: string, side: 'ours' | 'theirs', signal: AbortSignal) => Promise<WholeText>
}

/** Keeps how the project's real Django compares with the preview. */
export function createVerifySlice(client: InspectorClient): AppSlice<VerifySlice> {
  return (set, get) => {
    const isCurrent = (projectId: string): boolean => projectOf(get().route) === projectId
    const pending = new Set<string>()
    return {
      verification: null,
      verifyFailure: null,
      differences: noPages(0),
      selectedDifference: null,
      startVerify: async () => {
        const projectId = projectOf(get().route)
        if (projectId === null) return
        set({ verifyFailure: null })
        try {
          get().applyJob(await client.call('verify.start', { projectId }))
        } catch (error) {
          set({ verifyFailure: toErrorData(error) })
          get().showPreview({ panel: 'verify' })
        }
      },
      followVerify: (job) => {
        if (job.state === 'running') {
          set({ verifyFailure: null })
          return
        }
        if (job.state === 'cancelled') {
          get().notify('ok', 'Verify was cancelled. All that it had started has ended.')
          return
        }
        if (job.state === 'failed') {
          const { code, message } = job.error ?? { code: 'defect', message: 'Verify stopped without a reason.' }
          set({ verifyFailure: toErrorData(new InspectorError(code === 'defect' ? 'defect' : 'bad-input', message)) })
          get().announce('Verify failed')
          get().showPreview({ panel: 'verify' })
          return
        }
        void get()
          .loadVerification(job.projectId)
          .then(async () => {
            const state = get().verification
            if (state === null || !isCurrent(job.projectId)) return
            get().announce(verificationSentence(state.verification))
            get().showPreview({ panel: 'verify' })
            // What Django did may have taken the place of the preview.
            if (state.isAnswer) await get().loadProject(job.projectId)
          })
      },
      loadVerification: async (projectId) => {
        try {
          const verification = await client.call('verify.result', { projectId })
          if (!isCurrent(projectId)) return
          const isSame = verification?.verification.startedAt === get().verification?.verification.startedAt
          set({ verification })
          if (isSame) return
          const total = verification?.verification.differences ?? 0
          set({ verifyFailure: null, differences: noPages(total), selectedDifference: total > 0 ? 0 : null })
        } catch (error) {
          get().reportError(error)
        }
      },
      readDifferences: async (first, last) => {
        const state = get().verification
        const projectId = projectOf(get().route)
        if (state === null || projectId === null) return
        for (const page of missingPages(get().differences, first, last)) {
          const key = `${state.verification.startedAt} ${page}`
          if (pending.has(key)) continue
          pending.add(key)
          try {
            const input = { projectId, offset: page * PAGE_SIZE, limit: PAGE_SIZE }
            const { total, differences } = await client.call('verify.differences', input)
            if (get().verification?.verification.startedAt !== state.verification.startedAt) return
            set({ differences: withPage(get().differences, page, differences, total) })
          } catch (error) {
            get().reportError(error)
          } finally {
            pending.delete(key)
          }
        }
      },
      selectDifference: (selectedDifference) => {
        set({ selectedDifference })
        get().openDetail(true)
      },
      readVerifiedText: async (name, side, signal) => {
        const projectId = projectOf(get().route)
        if (projectId === null) throw new InspectorError('not-found', 'There is no project to look into.')
        const read = (offset: number) =>
          client.call('verify.text', { projectId, name, side, offset, limit: PIECE }, { signal })
        const { next: second, ...first } = await read(0)
        if (second !== null && first.size > LARGEST_TEXT) return { ...first, text: '', marks: [], isCut: true }
        const pieces = [first.text]
        for (let next = second; next !== null;) {
          const piece = await read(next)
          pieces.push(piece.text)
          next = piece.next
        }
        return { ...first, text: pieces.join(''), isCut: false }
      },
    }
  }
}
