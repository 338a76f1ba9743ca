import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/** The editor in the roles of `styles/tokens.css`, which reach into its shadow root; so themes need no second set. */
const theme = EditorView.theme({
  '&': { height: '100%', backgroundColor: 'var(--bg)', color: 'var(--ink)', fontSize: 'var(--text-s)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'var(--font-code)', lineHeight: '19px', scrollbarWidth: 'thin' },
  '.cm-content': { padding: '6px 0', caretColor: 'var(--ink)' },
  '.cm-content:focus-visible': { outline: '2px solid var(--focus)', outlineOffset: '-2px' },
  '.cm-line': { padding: '0 var(--space-3) 0 4px' },
  '.cm-content ::selection, .cm-content::selection': { backgroundColor: 'var(--selected)' },
  '.cm-gutters': { backgroundColor: 'var(--bg)', color: 'var(--ink-3)', border: '0' },
  '.cm-lineNumbers .cm-gutterElement': { padding: '0 1ch 0 var(--space-2)', minWidth: '4ch' },
  '.cm-specialChar': {
    padding: '0 2px',
    border: '1px solid var(--line-strong)',
    borderRadius: '3px',
    color: 'var(--ink-2)',
    fontSize: '9px',
    verticalAlign: '1px',
  },
  '.cm-mark-rewritten': { backgroundColor: 'var(--ripple-bg)', borderBottom: '1px solid var(--ripple)' },
  '.cm-mark-error': { backgroundColor: 'var(--bad-bg)', borderBottom: '2px solid var(--bad)' },
  '.cm-mark-finding': { backgroundColor: 'var(--warn-bg)', borderBottom: '2px dotted var(--warn)' },
  '.cm-panels': {
    backgroundColor: 'var(--surface)',
    color: 'var(--ink)',
    fontFamily: 'var(--font-ui)',
    fontSize: 'var(--text-s)',
  },
  '.cm-panels.cm-panels-top': { borderBottom: '1px solid var(--line-soft)' },
  '.cm-panel.cm-search': {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '6px',
    padding: '5px 28px 5px 8px',
  },
  '.cm-panel.cm-search label': {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '3px',
    fontSize: 'var(--text-xs)',
    margin: '0',
  },
  '.cm-panel.cm-search br': { display: 'none' },
  '.cm-panel.cm-search [name=close]': { color: 'var(--ink-2)', fontSize: 'var(--text-l)', top: '2px', right: '6px' },
  '.cm-textfield': {
    margin: '0',
    padding: '2px 6px',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius-s)',
    backgroundColor: 'var(--bg)',
    color: 'var(--ink)',
    fontSize: 'var(--text-s)',
  },
  '.cm-button': {
    margin: '0',
    padding: '2px 8px',
    border: '1px solid var(--line-strong)',
    borderRadius: 'var(--radius-s)',
    backgroundImage: 'none',
    backgroundColor: 'var(--surface)',
    color: 'var(--ink)',
    fontSize: 'var(--text-s)',
  },
  '.cm-button:active': { backgroundImage: 'none', backgroundColor: 'var(--hover)' },
  '.cm-textfield:focus-visible, .cm-button:focus-visible, .cm-search [name=close]:focus-visible': {
    outline: '2px solid var(--focus)',
  },
  '.cm-searchMatch': { backgroundColor: 'var(--warn-bg)', outline: '1px solid var(--warn)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--selected)', outline: '2px solid var(--accent)' },
})

/** Differences: ground and underline for what changed, and a sign in the gutter, so that colour does not stand alone. */
const differences = EditorView.theme({
  '&.cm-merge-a .cm-changedLine, & .cm-deletedChunk': { backgroundColor: 'var(--removed-bg)' },
  '&.cm-merge-b .cm-changedLine, & .cm-inlineChangedLine': { backgroundColor: 'var(--added-bg)' },
  '&.cm-merge-a .cm-changedText, & .cm-deletedChunk .cm-deletedText': {
    background: 'none',
    textDecoration: 'underline 2px var(--removed)',
    textUnderlineOffset: '3px',
  },
  '&.cm-merge-b .cm-changedText': {
    background: 'none',
    textDecoration: 'underline 2px var(--added)',
    textUnderlineOffset: '3px',
  },
  '.cm-deletedChunk': { padding: '0' },
  '.cm-deletedChunk .cm-deletedLine': { padding: '0 var(--space-3) 0 4px', textDecoration: 'none' },
  '.cm-changeGutter': { width: '2ch', paddingLeft: '0', fontWeight: '700', textAlign: 'center' },
  '&.cm-merge-a .cm-changedLineGutter, & .cm-deletedLineGutter': {
    background: 'var(--removed-bg)',
    color: 'var(--removed)',
  },
  '&.cm-merge-b .cm-changedLineGutter, & .cm-inlineChangedLineGutter': {
    background: 'var(--added-bg)',
    color: 'var(--added)',
  },
  '&.cm-merge-a .cm-changedLineGutter::before, & .cm-deletedLineGutter::before': { content: '"−"' },
  '&.cm-merge-b .cm-changedLineGutter::before': { content: '"+"' },
  '.cm-collapsedLines': {
    padding: '4px 10px',
    color: 'var(--ink-2)',
    background: 'var(--sunken)',
    fontFamily: 'var(--font-ui)',
    fontSize: 'var(--text-xs)',
  },
  // The library's own signs stand in no font that ships with the page.
  '.cm-collapsedLines::before, .cm-collapsedLines::after': { content: '"⋯"' },
  '.cm-collapsedLines:hover': { background: 'var(--hover)', color: 'var(--ink)' },
})

/** Colours of syntax: roles whose contrast with every ground above is known. */
const syntax = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword, tags.definitionKeyword], color: 'var(--ripple)' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp, tags.attributeValue], color: 'var(--ok)' },
  { tag: [tags.number, tags.unit, tags.color, tags.bool, tags.null, tags.atom], color: 'var(--own)' },
  { tag: [tags.comment, tags.meta, tags.processingInstruction], color: 'var(--ink-2)', fontStyle: 'italic' },
  { tag: [tags.propertyName, tags.attributeName, tags.definition(tags.propertyName)], color: 'var(--moved)' },
  { tag: [tags.tagName, tags.className, tags.labelName, tags.typeName], color: 'var(--accent)' },
])

/** How every editor looks. */
export const EDITOR_LOOK: Extension = [theme, syntaxHighlighting(syntax)]
export const DIFFERENCES_LOOK: Extension = differences
