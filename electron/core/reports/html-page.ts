import { createHash } from 'node:crypto'
import { printable } from './printable.ts'

/** The look that the pages of reports have in common: the colours of the window, light and dark, and its type. */
export const PAGE_LOOK = `
:root{color-scheme:light dark;--bg:#f6f7f9;--surface:#fff;--soft:#e3e6eb;--ink:#171b22;--ink2:#4a5261;--hover:#f0f3f7;--selected:#e2ebfb;--accent:#1f5fd0;--own:#9a4a00;--ripple:#6a3fb5;--added:#1a7038;--removed:#b3261e;--moved:#0a6478;--warn:#7a5200;--fatal:#9c0f5f}
@media (prefers-color-scheme:dark){:root{--bg:#13161b;--surface:#1a1e25;--soft:#2a303a;--ink:#e8ebf0;--ink2:#b3bbc7;--hover:#222832;--selected:#24344f;--accent:#7aa9ff;--own:#ffb169;--ripple:#c5a5ff;--added:#7fd699;--removed:#ff9b92;--moved:#7fd0e2;--warn:#ffcf70;--fatal:#ff9ccf}}
*{box-sizing:border-box}
body{margin:0;padding:16px 20px;background:var(--bg);color:var(--ink);font:13px/1.45 system-ui,'Segoe UI',sans-serif}
h1{font-size:19px;line-height:1.25;margin:0 0 4px;overflow-wrap:anywhere}
h2{font-size:15px;margin:0 0 4px;overflow-wrap:anywhere}
p{margin:0 0 4px;color:var(--ink2);overflow-wrap:anywhere}
ul{margin:4px 0 8px;padding-left:18px;color:var(--ink2)}
code{font-family:ui-monospace,Consolas,monospace;font-size:12px}
`

type PageHead = {
  readonly title: string
  readonly style: string
  /** Absent where the page runs none. */
  readonly script?: string
}

/**
 * The beginning of a page that needs nothing else, up to and with `<body>`: its policy lets nothing in but its own style
 * and script.
 */
export function pageHead({ title, style, script }: PageHead): string {
  const sources = script === undefined ? '' : ` script-src '${sha256(script)}';`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${sha256(style)}';${sources} base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${markup(title)}</title>
<style>${style}</style>
</head>
<body>
`
}

/** Any text, of a release too, as text of a page. */
export function markup(text: string): string {
  return printable(text).replace(/[&<>"]/g, (sign) => `&#${sign.codePointAt(0)};`)
}

function sha256(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
