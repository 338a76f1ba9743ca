import { formatCount } from '../../shared/text/format-bytes.ts'

/** Says that long lines are folded, and that this is all that was done to them. */
export function FoldNote({ folds }: { readonly folds: number }) {
  if (folds === 0) return null
  return (
    <span
      className="text-note"
      title="Line ends were put in for reading, where a statement, rule or tag ends. Nothing else is changed."
    >
      ↪ Very long lines are folded in {formatCount(folds)} places
    </span>
  )
}
