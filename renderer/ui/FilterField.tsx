import { Search, X } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { Button as AriaButton, Input, SearchField } from 'react-aria-components'

/** Keys that come so soon behind another, in ms, are given on together: a key that is held, a text that is pasted by a program. */
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
  const last = useRef(-SETTLE)
  // A text that came from the address or from "show all files", not from this field.
  useEffect(() => {
    if (search === sent.current) return
    sent.current = search
    setText(search)
  }, [search])
  const type = (typed: string) => {
    setText(typed)
    clearTimeout(timer.current)
    const give = () => {
      sent.current = typed
      onSearch(typed)
    }
    const now = performance.now()
    if (now - last.current >= SETTLE) give()
    else timer.current = setTimeout(give, SETTLE)
    last.current = now
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
