/** The text of a Markdown file, as vite and vitest import it with `?raw`. */
declare module '*.md?raw' {
  const text: string
  export default text
}
