import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button as AriaButton, Input, SearchField } from 'react-aria-components'

/** Pause after a key before the search is given on, in ms. */
const SETTLE = 40

type Props = {
  readonly label: string
  readonly placeholder: string
  readonly search: string
  readonly onSearch: (search: string) => void
}

/** Filters as you type; the newest text wins and the field keeps the keyboard. */
export function FilterField({ label, placeholder, search, onSearch }: Props) {
  const [text, setText] = useState(search)
  const sent = useRef(search)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  // A text that came from the address or from "show all files", not from this field.
  useEffect(() => {
    if (search === sent.current) return
    sent.current = search
    setText(search)
  }, [search])
  const type = (typed: string) => {
    setText(typed)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      sent.current = typed
      onSearch(typed)
    }, SETTLE)
  }
  return (
    <SearchField className="filter" aria-label={label} value={text} onChange={type} data-filter-field="">
      <Search size={14} aria-hidden="true" />
      <Input className="filter-input" placeholder={placeholder} spellCheck={false} />
      {text !== '' && (
        <AriaButton className="filter-clear" aria-label="Clear the filter">
          <X size={13} />
        </AriaButton>
      )}
    </SearchField>
  )
}
