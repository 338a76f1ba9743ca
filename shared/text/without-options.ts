/** A failure's text without the sentences that name options of the command line, for the window, which has buttons. */
export function withoutOptions(text: string): string {
  return text
    .split(/(?<=\.) /)
    .filter((sentence) => !/(?:^|[\s(])--[a-z]/.test(sentence))
    .join(' ')
}
