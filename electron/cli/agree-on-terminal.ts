import { createInterface } from 'node:readline/promises'
import { InspectorError } from '../../shared/contract/errors.ts'

/**
 * Asks a person on the terminal whether to go on.
 * @param refusal what is said, with the question below it, where no one is there to be asked
 * @returns whether the answer was yes
 * @throws InspectorError refused without a terminal, cancelled
 */
export async function agreeOnTerminal(
  { question, words, refusal }: { readonly question: string; readonly words: string; readonly refusal: string },
  signal: AbortSignal,
): Promise<boolean> {
  if (!process.stdin.isTTY || !process.stderr.isTTY) throw new InspectorError('refused', refusal, { details: question })
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const answer = await terminal.question(`${question}\n${words} (y/N) `, { signal })
    return /^y(?:es)?$/i.test(answer.trim())
  } catch (error) {
    throw new InspectorError('cancelled', 'Cancelled', { cause: error })
  } finally {
    terminal.close()
  }
}
