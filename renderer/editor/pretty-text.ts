import beautify from 'js-beautify'

/** A minified text and the language that it is printed as. */
export type PrettyTask = { readonly language: PrettyLanguage; readonly text: string }

/** What can be printed in lines of its own. */
export type PrettyLanguage = 'js' | 'css' | 'html' | 'json'

/** Two blanks, and no more empty lines than there are: equal code gives equal lines. */
const OPTIONS = { indent_size: 2, max_preserve_newlines: 1, end_with_newline: true }

/** Prints a minified text in short lines for reading; nothing but blanks and line ends is changed. */
export function prettyText({ language, text }: PrettyTask): string {
  switch (language) {
    case 'js':
      return beautify.js(text, OPTIONS)
    case 'css':
      return beautify.css(text, OPTIONS)
    case 'html':
      return beautify.html(text, OPTIONS)
    case 'json':
      return beautify.js(text, { ...OPTIONS, brace_style: 'expand' })
  }
}
