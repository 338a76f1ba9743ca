/** What the process says to its caller when it ends. */
export const EXIT_CODES = {
  /** All is fine. */
  fine: 0,
  /** There are findings at or above the level that `--fail-on` asks for. */
  findings: 1,
  /** Wrong use, or something that cannot be read or written. */
  badInput: 2,
  /** A fault in Staticscope. */
  defect: 3,
  /** Stopped by the user (128 + SIGINT). */
  cancelled: 130,
} as const

export type ExitCode = (typeof EXIT_CODES)[keyof typeof EXIT_CODES]
