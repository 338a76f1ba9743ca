/** How sure it is that nothing asks for a file, as a sign and a word. */
export const CONFIDENCE = {
  high: { tone: 'warn', sign: '●', text: 'sure' },
  medium: { tone: 'moved', sign: '◐', text: 'likely' },
  low: { tone: 'unknown', sign: '○', text: 'maybe' },
} as const
